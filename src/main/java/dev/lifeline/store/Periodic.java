package dev.lifeline.store;

import dev.lifeline.core.time.Ticker;

/** Something that is done again and again. For the store's thread only, once made. */
final class Periodic {

    private static final System.Logger LOG = System.getLogger(Periodic.class.getName());

    private final long nanos;
    private final Runnable task;
    private final Ticker ticker;
    private long dueAt;

    Periodic(long nanos, Runnable task, Ticker ticker) {
        this.nanos = nanos;
        this.task = task;
        this.ticker = ticker;
        this.dueAt = ticker.nanoTime() + nanos;
    }

    void runIfDue() {
        long now = ticker.nanoTime();
        if (now - dueAt < 0) {
            return;
        }
        dueAt = now + nanos;
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "A periodic task of the data store failed", e);
        }
    }
}
