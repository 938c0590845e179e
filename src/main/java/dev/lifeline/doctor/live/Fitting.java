package dev.lifeline.doctor.live;

import dev.lifeline.core.path.PathRules;
import java.time.Duration;

/** The heartbeat that a limit leads to. Immutable. */
record Fitting(PathRules rules) {

    /** Of a limit, in percent: the rest forgives a late timer. */
    private static final int SHARE = 80;

    Report.Heartbeat heartbeat(Limit limit) {
        Duration usual = rules.usual();
        Duration fitted = switch (limit.kind()) {
            case UNKNOWN -> usual;
            case CUT, DROPPED, NONE -> bounded(limit.safe().multipliedBy(SHARE).dividedBy(100));
        };
        return new Report.Heartbeat(seconds(usual), seconds(fitted));
    }

    private Duration bounded(Duration interval) {
        if (interval.compareTo(rules.shortest()) < 0) {
            return rules.shortest();
        }
        return interval.compareTo(rules.longest()) > 0 ? rules.longest() : interval;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
