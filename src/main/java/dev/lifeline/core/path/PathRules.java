package dev.lifeline.core.path;

import java.time.Duration;
import java.util.List;

/**
 * The durations by which paths are measured and heartbeats fitted. Immutable.
 *
 * @param usual the interval while nothing is known
 * @param shortest no interval is fitted below it, and no silence below it is evidence
 * @param longest no interval is fitted above it
 * @param silences what probes try first, in this order: a proxy that cuts shows its limit in the longest at once, so that
 *     one comes first
 * @param settled a live connection that is younger measures nothing: many pages are left at once
 * @param every a path is measured anew after this; whoever measured it pauses for a twenty-fourth of it
 */
public record PathRules(
        Duration usual,
        Duration shortest,
        Duration longest,
        List<Duration> silences,
        Duration settled,
        Duration every) {

    /** Those of a server that was told nothing else. The silences lie just below limits that are in use. */
    public static final PathRules DEFAULT = new PathRules(
            Duration.ofSeconds(25),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            List.of(
                    Duration.ofSeconds(380),
                    Duration.ofSeconds(235),
                    Duration.ofSeconds(29),
                    Duration.ofSeconds(58),
                    Duration.ofSeconds(115)),
            Duration.ofSeconds(30),
            Duration.ofDays(1));

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a duration is not positive, or the longest is shorter than the shortest
     */
    public PathRules {
        silences = List.copyOf(silences);
        if (List.of(usual, shortest, longest, settled, every).stream().anyMatch(PathRules::isNotPositive)
                || silences.stream().anyMatch(PathRules::isNotPositive)
                || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("heartbeat: interval " + usual + " of " + shortest + " to " + longest
                    + ", silences " + silences + ", settled " + settled + ", every " + every
                    + ": all must be positive and in order");
        }
    }

    private static boolean isNotPositive(Duration duration) {
        return duration.isNegative() || duration.isZero();
    }

    /** The heartbeat's interval on a path of which that is believed. */
    public Duration interval(PathEstimate estimate) {
        return new IntervalRule(this).interval(estimate);
    }

    Duration pause() {
        return every.dividedBy(24);
    }

    /** Whether a silence is too short to be anything that an interval could be fitted to. */
    boolean isTooShort(Duration silence) {
        return silence.compareTo(shortest) < 0;
    }
}
