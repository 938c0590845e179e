package dev.lifeline.chaos.client;

/** How far the client is in this history, and what of it is not acknowledged yet. */
final class Place {

    private static final int MOST_OPEN = 32;
    private static final long LONGEST_OPEN_MS = 1_000;

    private String epoch;
    private long seq;
    private long all;
    private int open;
    private long openSince;

    /** A copy, as a duplicated tab has it. */
    static Place copyOf(Place other) {
        Place copy = new Place();
        copy.epoch = other.epoch;
        copy.seq = other.seq;
        copy.all = other.all;
        return copy;
    }

    boolean isKnown() {
        return epoch != null;
    }

    String epoch() {
        return epoch;
    }

    long seq() {
        return seq;
    }

    long all() {
        return all;
    }

    void begin(String newEpoch, long fromSeq, long fromAll) {
        epoch = newEpoch;
        seq = fromSeq;
        all = fromAll;
        open = 0;
    }

    /**
     * Handled, in one of the streams.
     *
     * @return false if the number does not rise
     */
    boolean take(boolean broadcast, long number, long now) {
        boolean rises = number > (broadcast ? all : seq);
        if (broadcast) {
            all = Math.max(all, number);
        } else {
            seq = Math.max(seq, number);
        }
        if (open++ == 0) {
            openSince = now;
        }
        return rises;
    }

    boolean ackDue(long now) {
        return open >= MOST_OPEN || (open > 0 && now - openSince >= LONGEST_OPEN_MS);
    }

    void acknowledged() {
        open = 0;
    }

    boolean reached(long toSeq, long toAll) {
        return seq >= toSeq && all >= toAll;
    }

    /** Of the address to come back to; empty for a client without a position. */
    String query() {
        return isKnown() ? "&epoch=" + epoch + "&seq=" + seq + "&all=" + all : "";
    }
}
