package dev.lifeline.core.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that wait in all connections together, and their bound. Thread-safe.
 *
 * <p>How much one connection may have waiting depends on how much is free: the dynamic threshold of Choudhury and Hahne
 * ("Dynamic queue length thresholds for shared-memory packet switches", IEEE/ACM ToN 6(2), 1998). One slow reader alone
 * may take half of all; the more there are, the less each may take, and something is always left for the others.
 *
 * <p>Bytes that several connections wait with are counted once.
 */
public final class Backlog {

    /** What a message that waits takes beside its bytes: the frame, its number, its place in a queue. */
    public static final int OVERHEAD = 96;

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    /** How many hold each array of bytes that somebody holds; arrays are told apart by identity. */
    private final ConcurrentHashMap<Object, Integer> holders = new ConcurrentHashMap<>();

    /** @param maxBytes the bound, 1 or more */
    public Backlog(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The bound, in bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    /** What waits, in bytes. */
    public long bytes() {
        return bytes.get();
    }

    /** What is left, in bytes; negative where more waits than may. */
    public long free() {
        return maxBytes - bytes.get();
    }

    /**
     * Counts bytes that belong to one connection alone, if there is room for them.
     *
     * @return whether there was; otherwise nothing was counted
     */
    public boolean reserve(int count) {
        if (bytes.addAndGet(count) <= maxBytes) {
            return true;
        }
        bytes.addAndGet(-count);
        return false;
    }

    /** Counts bytes that belong to one connection alone, in any case. */
    public void add(int count) {
        bytes.addAndGet(count);
    }

    /** Gives back what {@link #reserve} or {@link #add} counted. */
    public void remove(int count) {
        bytes.addAndGet(-count);
    }

    /** Counts a message that waits in one more connection. */
    public void hold(byte[] shared) {
        boolean first = holders.merge(shared, 1, Integer::sum) == 1;
        bytes.addAndGet(OVERHEAD + (first ? shared.length : 0));
    }

    /** Gives back what {@link #hold} counted for one connection. */
    public void letGo(byte[] shared) {
        boolean last = holders.computeIfPresent(shared, (key, count) -> count == 1 ? null : count - 1) == null;
        bytes.addAndGet(-OVERHEAD - (last ? shared.length : 0));
    }
}
