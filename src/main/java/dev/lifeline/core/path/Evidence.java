package dev.lifeline.core.path;

import java.time.Duration;

/**
 * What became of one silence, seen by the server. Immutable.
 *
 * @param kind what became of it
 * @param silence how long neither side had sent anything; positive
 * @param at when it ended, in the ticker's nanoseconds
 */
public record Evidence(Kind kind, Duration silence, long at) {

    /** What a silence can end with. */
    public enum Kind {
        /** The path still worked: its limit is longer. */
        SURVIVED,
        /** Both ends were told of the end: the limit is this silence. */
        CUT,
        /** The path no longer worked and nobody was told: the limit is this silence or a shorter one. */
        DROPPED
    }

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the silence is not positive
     */
    public Evidence {
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("evidence: a silence of " + silence + " must be positive");
        }
    }
}
