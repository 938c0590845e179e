package dev.lifeline.core.path.sim;

import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Simulated time: runs what is due, in order, on the caller's thread. */
final class Timeline implements Ticker {

    /** Something that is due. */
    static final class Due {
        private final long at;
        private final long number;
        private Runnable task;

        private Due(long at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        void cancel() {
            task = null;
        }
    }

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.<Due>comparingLong(due -> due.at).thenComparingLong(due -> due.number));
    private long now;
    private long numbers;

    @Override
    public long nanoTime() {
        return now;
    }

    Due after(Duration delay, Runnable task) {
        return after(delay.toNanos(), task);
    }

    Due after(long nanos, Runnable task) {
        Due due = new Due(now + Math.max(0, nanos), numbers++, task);
        queue.add(due);
        return due;
    }

    void runUntil(Duration end) {
        long limit = end.toNanos();
        while (!queue.isEmpty() && queue.peek().at <= limit) {
            Due due = queue.poll();
            Runnable task = due.task;
            if (task != null) {
                now = due.at;
                task.run();
            }
        }
        now = limit;
    }
}
