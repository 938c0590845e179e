package dev.lifeline.attack.neighbours;

import dev.lifeline.attack.Passes;
import dev.lifeline.attack.Target;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Two friends, one at each level, who write to each other in turns: the next line once the one before has come. */
final class Pair implements Runnable, AutoCloseable {

    private static final long PAUSE_MS = 100;

    private final String tag;
    private final String left;
    private final String right;
    private final Voice first;
    private final Voice second;
    private final CountDownLatch over;
    private final LongConsumer latencies;
    private volatile String trouble = "";
    private volatile int rounds;

    /**
     * Connects both.
     *
     * @param tag of this run alone: the server remembers the names of messages
     * @param latencies takes the time of every line, in nanoseconds
     */
    Pair(
            Target target,
            Passes passes,
            String tag,
            String left,
            String right,
            CountDownLatch over,
            LongConsumer latencies)
            throws IOException {
        this.tag = tag;
        this.left = left;
        this.right = right;
        this.over = over;
        this.latencies = latencies;
        this.first = Voice.open(target, passes, left, true);
        this.second = Voice.open(target, passes, right, false);
    }

    @Override
    public void run() {
        int number = 0;
        try {
            do {
                number++;
                exchange(first, left, second, right, number);
                exchange(second, right, first, left, number);
                rounds = number;
            } while (!over.await(PAUSE_MS, TimeUnit.MILLISECONDS));
        } catch (IOException | RuntimeException e) {
            trouble = left + " and " + right + ", line " + number + ": " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void exchange(Voice from, String sender, Voice to, String receiver, int number) throws IOException {
        String cid = sender + "-" + tag + "-" + number;
        long start = System.nanoTime();
        from.say(receiver, "line " + number, cid);
        to.await(cid);
        latencies.accept(System.nanoTime() - start);
        from.awaitSent(cid);
    }

    /** How often each has written to the other. */
    int rounds() {
        return rounds;
    }

    /** What went wrong, empty while all is well. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() throws IOException {
        first.close();
        second.close();
    }
}
