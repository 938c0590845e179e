package dev.lifeline.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.path.PathRules;
import dev.lifeline.doctor.live.Limit.Kind;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingTest {

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 0, 0, 25",
        "CUT, 60, 60, 48",
        "CUT, 30, 30, 25",
        "CUT, 10, 10, 8",
        "CUT, 3, 3, 5",
        "CUT, 3600, 3600, 300",
        "DROPPED, 58, 64, 46.4",
        "DROPPED, 0, 29, 14.5",
        "NONE, 20, 20, 25",
        "NONE, 380, 380, 300",
    })
    void heartbeat_isTheOneThatConnectionsGet(Kind kind, long from, long to, double fitted) {
        Report.Heartbeat heartbeat = new Fitting(PathRules.DEFAULT)
                .heartbeat(new Limit(kind, Duration.ofSeconds(from), Duration.ofSeconds(to)));
        assertEquals(25, heartbeat.interval());
        assertEquals(fitted, heartbeat.fitted());
    }
}
