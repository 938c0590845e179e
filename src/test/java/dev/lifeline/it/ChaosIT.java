package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.chaos.Chaos;
import dev.lifeline.chaos.ChaosOptions;
import dev.lifeline.chaos.ChaosRun;
import dev.lifeline.chaos.Fault;
import dev.lifeline.rig.LifelineServer;
import org.junit.jupiter.api.Test;

/** The chaos checker's short form: nothing is lost, doubled or reordered while everything breaks. */
class ChaosIT {

    private static final long SEED = 1;
    private static final int SECONDS = 76;

    @Test
    void whileEverythingBreaks_nothingIsLostDoubledOrReordered() throws Exception {
        ChaosOptions options = ChaosOptions.read(
                SEED, SECONDS, LifelineServer.war(), LifelineServer.war().resolveSibling("chaos-it"));
        ChaosRun.Outcome outcome = new ChaosRun(options).run();
        String report = Chaos.report(options, outcome);
        System.out.println(report);
        assertTrue(outcome.passed(), report);
        for (Fault fault : Fault.values()) {
            boolean possible = outcome.diskCanBeFull() || !fault.needsDisk();
            assertTrue(!possible || outcome.figures().faults(fault) > 0, () -> fault + " never struck:\n" + report);
        }
    }
}
