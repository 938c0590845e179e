package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.chaos.Chaos;
import dev.lifeline.chaos.ChaosOptions;
import dev.lifeline.chaos.ChaosRun;
import dev.lifeline.chaos.Fault;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.StockTomcat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The archive is replaced again and again while everybody writes: nothing is lost, nothing is left behind. */
class RedeployIT {

    private static final int REDEPLOYS = 5;

    /** One every eleven seconds. */
    private static final int SECONDS = 54;

    @Test
    void fiveRedeploysUnderLoad_loseNothingAndLeaveNothingBehind() throws Exception {
        ChaosOptions options = ChaosOptions.read(
                        1, SECONDS, LifelineServer.war(), LifelineServer.war().resolveSibling("redeploy-it"))
                .of(Set.of(Fault.REDEPLOY), StockTomcat.ELEVEN);
        ChaosRun.Outcome outcome = new ChaosRun(options).run();
        String report = Chaos.report(options, outcome);
        System.out.println(report);
        assertTrue(outcome.passed(), report);
        assertEquals(REDEPLOYS, outcome.figures().faults(Fault.REDEPLOY), report);
    }
}
