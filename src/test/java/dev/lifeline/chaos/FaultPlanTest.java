package dev.lifeline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.chaos.FaultPlan.Planned;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final Duration LENGTH = Duration.ofSeconds(100);
    private static final List<String> USERS = List.of("u1", "u2", "u3");

    @Test
    void sameSeed_givesTheSamePlan() {
        assertEquals(FaultPlan.of(7, LENGTH, USERS, true), FaultPlan.of(7, LENGTH, USERS, true));
        assertNotEquals(FaultPlan.of(7, LENGTH, USERS, true), FaultPlan.of(8, LENGTH, USERS, true));
    }

    @Test
    void plan_endsInTimeAndLeavesNoKindOut() {
        for (long seed = 0; seed < 100; seed++) {
            List<Planned> plan = FaultPlan.of(seed, LENGTH, USERS, true);
            assertTrue(plan.stream().allMatch(planned -> planned.at() < LENGTH.toMillis()));
            assertEquals(
                    EnumSet.of(Fault.RELOAD, Fault.KILL, Fault.DISK_FULL, Fault.KILL_WHILE_FULL),
                    plan.stream()
                            .map(Planned::fault)
                            .filter(Fault::ofServer)
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class))));
        }
    }

    @Test
    void withoutADisk_itIsNeverFull() {
        List<Planned> plan = FaultPlan.of(7, LENGTH, USERS, false);
        assertTrue(plan.stream().noneMatch(planned -> planned.fault().needsDisk()));
    }
}
