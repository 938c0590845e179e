package dev.lifeline.doctor.live;

import dev.lifeline.core.path.PathEstimate;
import dev.lifeline.core.path.PathEstimate.Kind;
import dev.lifeline.core.path.PathRules;
import java.time.Duration;

/** The heartbeat that a limit leads to: what a connection on that way would get. Immutable. */
record Fitting(PathRules rules) {

    Report.Heartbeat heartbeat(Limit limit) {
        Duration fitted = rules.interval(
                switch (limit.kind()) {
                    case UNKNOWN -> new PathEstimate(Kind.UNKNOWN, Duration.ZERO, null, false);
                    case CUT -> new PathEstimate(Kind.EXACT, limit.from(), limit.from(), false);
                    case DROPPED -> new PathEstimate(Kind.BETWEEN, limit.from(), limit.to(), false);
                    case NONE -> new PathEstimate(Kind.AT_LEAST, limit.from(), null, false);
                });
        return new Report.Heartbeat(seconds(rules.usual()), seconds(fitted));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
