package dev.lifeline.core.limits;

/**
 * Holds one client to a {@link Rate}: the Generic Cell Rate Algorithm in its form of virtual scheduling (ITU-T
 * Recommendation I.371, annex A). It needs no timer, and one long where a bucket of tokens needs two and a lock. Not
 * thread-safe.
 */
public final class Meter {

    private final Rate rate;

    /** When all that passed so far would have come in the long run. Ahead of now by a burst at most. */
    private long due;

    /**
     * A meter that lets a whole burst pass.
     *
     * @param now in nanoseconds, of the same ticker as later
     */
    public Meter(Rate rate, long now) {
        this.rate = rate;
        this.due = now;
    }

    /** What it holds the client to. */
    public Rate rate() {
        return rate;
    }

    /**
     * Lets so much pass, or nothing of it.
     *
     * @param count up to 150 million
     * @param now in nanoseconds, of the ticker that it began with
     * @return whether it passed; what did not leaves no trace
     */
    public boolean pass(long count, long now) {
        long next = (due - now > 0 ? due : now) + rate.nanosFor(count);
        if (next - now > rate.nanosFor(rate.burst())) {
            return false;
        }
        due = next;
        return true;
    }
}
