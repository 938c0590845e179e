package dev.lifeline.store;

import dev.lifeline.core.time.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * The store's own clock, which the age of messages is counted on: it goes while the store is open and stands still
 * while it is not, so that neither a jump of the wall clock nor a long stop makes anything old. For the store's thread
 * only.
 */
final class Uptime {

    private static final String COUNTER = "uptime";

    private final Ticker ticker;
    private final long openedAt;
    private long base;
    private long saved;

    Uptime(Ticker ticker) {
        this.ticker = ticker;
        this.openedAt = ticker.nanoTime();
    }

    /** Goes on where the store was left. */
    void resume(Tables tables) {
        saved = tables.counter(COUNTER);
        base = saved;
    }

    /** In ms. */
    long now() {
        return base + TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime() - openedAt);
    }

    /** Saves the time with what is about to be committed. */
    void save(Tables tables) {
        saved = now();
        tables.setCounter(COUNTER, saved);
    }

    /** What a crash would take back now, in ms: things would be kept that much longer. */
    long unsaved() {
        return now() - saved;
    }
}
