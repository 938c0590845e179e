package dev.lifeline.core.path;

import java.time.Duration;

/**
 * Which heartbeat fits a limit. Pure and immutable.
 *
 * @param rules the usual interval and the bounds of every other
 */
record IntervalRule(PathRules rules) {

    Duration unknown() {
        return rules.usual();
    }

    /** The interval for an estimate. */
    Duration interval(PathEstimate estimate) {
        return switch (estimate.kind()) {
            case UNKNOWN -> unknown();
            case AT_LEAST -> max(unknown(), bounded(share(estimate.safe(), 80)));
            case EXACT, BETWEEN -> fitted(estimate);
        };
    }

    private Duration fitted(PathEstimate estimate) {
        Duration safe = estimate.safe();
        if (safe.isZero() && estimate.ended() != null) {
            return bounded(share(estimate.ended(), 50));
        }
        Duration fitted = bounded(share(safe, 80));
        // The server's own Ping comes after 1.1 intervals: where that is in time, the usual interval needs no change.
        boolean usualFits = share(unknown(), 110).compareTo(share(safe, 95)) <= 0;
        return usualFits ? max(fitted, unknown()) : fitted;
    }

    /** The interval after a live connection with this one was cut after that silence. */
    Duration afterCut(Duration interval, Duration silence) {
        return bounded(min(share(interval, 50), share(silence, 80)));
    }

    private Duration bounded(Duration interval) {
        return max(rules.shortest(), min(rules.longest(), interval));
    }

    static Duration share(Duration of, int percent) {
        return of.multipliedBy(percent).dividedBy(100);
    }

    static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
