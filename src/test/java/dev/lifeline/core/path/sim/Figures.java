package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.Cause;
import java.time.Duration;

/** What one device has met in its day. */
final class Figures {

    /** Pings of either side. */
    long beats;

    /** Nanoseconds with an open connection and a client awake. */
    long openNanos;

    /** Live connections cut for idleness while the client was awake, before the first pass on its path was over. */
    int cutsBefore;

    /** The same, after it. */
    int cutsAfter;

    /** Ends by a box on the way whose cause was told rightly. */
    int toldRight;

    /** Those of which nothing was told. */
    int untold;

    /** Ends of which another cause on the way was told than the true one. */
    int toldWrong;

    /** From the first connection until the interval fitted; null: it never did. */
    Duration rightAfter;

    /** Longest silence believed to be safe at the end; zero: none. */
    Duration safe = Duration.ZERO;

    /**
     * Counts what was made of one end.
     *
     * @param truth null: no box on the way ended it
     * @param slept whether the client cannot have known it
     */
    void told(Cause cause, Cause truth, boolean slept) {
        if (cause.isOnTheWay()) {
            toldRight += cause == truth ? 1 : 0;
            toldWrong += cause == truth ? 0 : 1;
        } else if (truth != null && !slept) {
            untold++;
        }
    }
}
