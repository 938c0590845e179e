package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.attack.AttackOptions;
import dev.lifeline.attack.AttackRun;
import dev.lifeline.attack.Report;
import dev.lifeline.rig.LifelineServer;
import org.junit.jupiter.api.Test;

/** The attack suite's short form: whatever hostile clients do, nobody else notices. */
class AttackIT {

    @Test
    void whileOthersAttack_theNeighboursChatOnAndTheServerStaysAsItWas() throws Exception {
        AttackOptions options =
                AttackOptions.quick(LifelineServer.war(), LifelineServer.war().resolveSibling("attack-it"));
        Report report = new AttackRun(options).run();
        assertTrue(report.passed(), report::toString);
    }
}
