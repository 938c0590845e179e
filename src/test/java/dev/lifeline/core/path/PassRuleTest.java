package dev.lifeline.core.path;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.path.Ending.Last;
import dev.lifeline.core.path.Evidence.Kind;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PassRuleTest {

    private static final PathKey PATH = new PathKey("10.0.0.1", "192.0.2.0/24");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BEN = new UserId("ben");
    private static final UserId CAT = new UserId("cat");

    private final ManualTicker ticker = new ManualTicker();
    private final PathLimits limits = new PathLimits(ticker, PathRules.DEFAULT);

    @Test
    void unknownPath_isMeasured() {
        assertTrue(limits.isPassDue(PATH, ANN));
    }

    @Test
    void measuredPath_isMeasuredAgainAfterADay() {
        measured(ANN, 90);
        ticker.advance(Duration.ofHours(23));
        assertFalse(limits.isPassDue(PATH, ANN));
        ticker.advance(Duration.ofHours(1));
        assertTrue(limits.isPassDue(PATH, ANN));
    }

    @Test
    void secondUser_confirmsTheFirstAndTheThirdIsSpared() {
        measured(ANN, 90);
        assertTrue(limits.isPassDue(PATH, BEN));
        measured(BEN, 90);
        assertFalse(limits.isPassDue(PATH, CAT));
        assertFalse(limits.isPassDue(PATH, ANN));
    }

    @Test
    void firstUserWhoFoundNothingUnusual_needsNoConfirmation() {
        measured(ANN, 30);
        assertFalse(limits.isPassDue(PATH, BEN));
    }

    @Test
    void passThatBrokeOff_waitsAnHourForThisUserOnly() {
        limits.brokeOff(PATH, ANN);
        assertFalse(limits.isPassDue(PATH, ANN));
        assertTrue(limits.isPassDue(PATH, BEN));
        ticker.advance(PathRules.DEFAULT.pause());
        assertTrue(limits.isPassDue(PATH, ANN));
    }

    @Test
    void cutLiveConnection_isMeasuredWithinTheDay() {
        measured(ANN, 350);
        ticker.advance(Duration.ofHours(2));
        end(true, null);
        assertTrue(limits.isPassDue(PATH, ANN));
    }

    @Test
    void twoUnexplainedLosses_areMeasuredWithinTheDay() {
        measured(ANN, 350);
        ticker.advance(Duration.ofHours(2));
        end(false, "dead");
        assertFalse(limits.isPassDue(PATH, ANN));
        end(false, "dead");
        assertTrue(limits.isPassDue(PATH, ANN));
    }

    @Test
    void cutOften_isStillMeasuredOncePerHourAtMost() {
        measured(ANN, 350);
        end(true, null);
        assertFalse(limits.isPassDue(PATH, ANN));
    }

    @Test
    void userWhoseOwnCutOthersNoLongerMeet_measures() {
        measured(CAT, 60);
        ticker.advance(Duration.ofHours(25));
        measured(ANN, 350);
        measured(BEN, 350);
        assertTrue(limits.isPassDue(PATH, CAT));
        assertFalse(limits.isPassDue(PATH, new UserId("dan")));
    }

    private void measured(UserId user, long limit) {
        ticker.advance(Duration.ofSeconds(1));
        limits.observed(PATH, user, Kind.CUT, Duration.ofSeconds(limit));
        limits.passed(PATH, user);
    }

    private void end(boolean cut, String verdict) {
        Last last = new Last(cut ? 1006 : 4002, Duration.ofSeconds(60), verdict);
        Duration hour = Duration.ofHours(1);
        limits.ended(
                PATH,
                PATH,
                ANN,
                new Ending(cut, Duration.ofSeconds(60), hour, Duration.ofSeconds(280), Duration.ofSeconds(1), last));
    }
}
