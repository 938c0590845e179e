package dev.lifeline.core.heartbeat;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.time.Scheduler;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A hashed timing wheel (Varghese and Lauck, 1987, scheme 6): a task costs O(1) however many wait. One thread calls
 * {@link #advance}; everything else may come from any thread.
 *
 * <p>The wheel is a clock as well, and it counts only time in which the process was awake: a gap between two turns
 * longer than {@link #MAX_STEP} is cut to it. After a stopped process or a closed lid nobody is overdue, so no
 * connection is ended for a silence that the server slept through. Its time advances in turns; reading it costs one
 * volatile read.
 */
public final class TimingWheel implements Ticker, Scheduler {

    /** How often {@link #advance} is to be called; the precision of the wheel's time. */
    public static final Duration TICK = Duration.ofMillis(50);

    /** The most that one turn lets time advance. */
    public static final Duration MAX_STEP = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(TimingWheel.class.getName());
    private static final long TICK_NANOS = TICK.toNanos();
    private static final int SLOTS = 512;

    private final Ticker source;
    private final ReentrantLock lock = new ReentrantLock();

    /** Tasks by the tick they are due at, modulo {@link #SLOTS}. */
    @GuardedBy("lock")
    private final List<List<Entry>> slots = new ArrayList<>(SLOTS);

    /** Ticks whose slots were emptied. */
    @GuardedBy("lock")
    private long doneTicks;

    private long lastSource;

    /** Awake nanoseconds since the wheel was made. Written by the advancing thread only. */
    private volatile long awakeNanos;

    public TimingWheel(Ticker source) {
        this.source = source;
        this.lastSource = source.nanoTime();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>(0));
        }
    }

    /** Awake time in nanoseconds since the wheel was made, as of its last turn. */
    @Override
    public long nanoTime() {
        return awakeNanos;
    }

    @Override
    public Timeout schedule(long delayNanos, Runnable task) {
        Entry entry = new Entry(task);
        lock.lock();
        try {
            long due = Math.max(0, delayNanos) + awakeNanos;
            // Rounded up: never early. At least one tick ahead: its own slot may be under way.
            entry.dueTick = Math.max(doneTicks + 1, (due + TICK_NANOS - 1) / TICK_NANOS);
            slots.get((int) (entry.dueTick % SLOTS)).add(entry);
        } finally {
            lock.unlock();
        }
        return entry;
    }

    /** Takes one turn: advances time and runs what is due, on this thread. To be called by one thread only. */
    public void advance() {
        long read = source.nanoTime();
        long step = Math.min(read - lastSource, MAX_STEP.toNanos());
        lastSource = read;
        long now = awakeNanos + Math.max(0, step);
        awakeNanos = now;
        for (Entry entry : takeDue(now / TICK_NANOS)) {
            entry.run();
        }
    }

    private List<Entry> takeDue(long nowTick) {
        List<Entry> due = new ArrayList<>();
        lock.lock();
        try {
            while (doneTicks < nowTick) {
                doneTicks++;
                Iterator<Entry> slot = slots.get((int) (doneTicks % SLOTS)).iterator();
                List<Entry> later = null;
                while (slot.hasNext()) {
                    Entry entry = slot.next();
                    if (entry.dueTick <= doneTicks) {
                        due.add(entry);
                    } else if (!entry.cancelled()) {
                        later = later == null ? new ArrayList<>() : later;
                        later.add(entry);
                    }
                }
                slots.set((int) (doneTicks % SLOTS), later == null ? new ArrayList<>(0) : later);
            }
        } finally {
            lock.unlock();
        }
        return due;
    }

    private static final class Entry implements Timeout {

        /** Null once run or cancelled, so that a long delay keeps nothing alive that has ended. */
        private final AtomicReference<@Nullable Runnable> task;

        private long dueTick;

        Entry(Runnable task) {
            this.task = new AtomicReference<>(task);
        }

        boolean cancelled() {
            return task.get() == null;
        }

        @Override
        public void cancel() {
            task.set(null);
        }

        void run() {
            Runnable taken = task.getAndSet(null);
            if (taken == null) {
                return;
            }
            try {
                taken.run();
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.ERROR, "A timed task failed: " + taken, e);
            }
        }
    }
}
