package dev.lifeline.core.path;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a path's idle limit. Immutable.
 *
 * @param kind how closely the limit is known
 * @param safe the longest silence that is believed to be safe, for {@link Kind#EXACT} the limit itself; zero: none is
 * @param ended the shortest silence that is believed to end a connection; null: none is
 * @param agreed whether it rests on two users, and so holds for others
 */
public record PathEstimate(
        Kind kind, Duration safe, @Nullable Duration ended, boolean agreed) {

    /** How closely a limit is known, from not at all to exactly. */
    public enum Kind {
        /** Nothing is known. */
        UNKNOWN,
        /** Every silence tried was survived. */
        AT_LEAST,
        /** A silence was survived, a longer one was not, or none was survived yet. */
        BETWEEN,
        /** A cut was seen by both ends. */
        EXACT
    }

    static PathEstimate of(Duration safe, @Nullable Evidence ended, boolean agreed) {
        if (ended == null) {
            return new PathEstimate(safe.isZero() ? Kind.UNKNOWN : Kind.AT_LEAST, safe, null, agreed);
        }
        return ended.kind() == Evidence.Kind.CUT
                ? new PathEstimate(Kind.EXACT, ended.silence(), ended.silence(), agreed)
                : new PathEstimate(Kind.BETWEEN, safe, ended.silence(), agreed);
    }
}
