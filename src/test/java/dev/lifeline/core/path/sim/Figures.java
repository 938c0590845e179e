package dev.lifeline.core.path.sim;

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

    /** From the first connection until the interval fitted; null: it never did. */
    Duration rightAfter;

    /** Longest silence believed to be safe at the end; zero: none. */
    Duration safe = Duration.ZERO;
}
