package dev.lifeline.doctor.live;

import java.time.Duration;

/**
 * What is known of how long a connection may be silent on the way. Immutable.
 *
 * @param kind what kind of knowledge
 * @param from the longest silence that was survived; of a cut, when it came
 * @param to the shortest silence that was not survived; equal to {@code from} where it is exact or there is none
 */
public record Limit(Kind kind, Duration from, Duration to) {

    /** What is known. */
    public enum Kind {
        /** Nothing yet, or too little. */
        UNKNOWN,
        /** Connections are cut, and both sides see it. */
        CUT,
        /** Connections die, and nobody is told. */
        DROPPED,
        /** All silences that were tried were survived. */
        NONE
    }

    /** The longest silence that is safe. */
    Duration safe() {
        return from;
    }

    boolean isFound() {
        return kind == Kind.CUT || kind == Kind.DROPPED;
    }
}
