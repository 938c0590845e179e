package dev.lifeline.store;

import dev.lifeline.core.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the free space of the data folder's file system, for a full disk closes the whole store. Asks the system
 * once a second, and after every eighth of the limit that was added. For the store's thread only.
 */
final class FreeSpace {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier usable;
    private final long limit;
    private final Ticker ticker;
    private long askedAt;
    private long addedSince;
    private @Nullable String complaint;

    /**
     * @param usable free bytes
     * @param limit below which nothing is added
     */
    FreeSpace(LongSupplier usable, long limit, Ticker ticker) {
        this.usable = usable;
        this.limit = limit;
        this.ticker = ticker;
        ask();
    }

    /** What is wrong with adding so many bytes; null if nothing is. */
    @Nullable
    String complaint(long bytes) {
        addedSince += bytes;
        if (addedSince > limit / 8 || ticker.nanoTime() - askedAt >= EVERY_NANOS) {
            ask();
        }
        return complaint;
    }

    private void ask() {
        long free = usable.getAsLong();
        complaint = free >= limit
                ? null
                : "disk: " + free + " bytes free, at least " + limit + " must be (lifeline.data.min-free)";
        askedAt = ticker.nanoTime();
        addedSince = 0;
    }
}
