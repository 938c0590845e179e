package dev.lifeline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.chaos.FaultPlan.Planned;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultPlanTest {

    private static final Duration LENGTH = Duration.ofSeconds(100);
    private static final List<String> USERS = List.of("u1", "u2", "u3");

    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

    @Test
    void sameSeed_givesTheSamePlan() {
        assertEquals(FaultPlan.of(7, LENGTH, USERS, ALL), FaultPlan.of(7, LENGTH, USERS, ALL));
        assertNotEquals(FaultPlan.of(7, LENGTH, USERS, ALL), FaultPlan.of(8, LENGTH, USERS, ALL));
    }

    @Test
    void plan_endsInTimeAndLeavesNoKindOut() {
        for (long seed = 0; seed < 100; seed++) {
            List<Planned> plan = FaultPlan.of(seed, LENGTH, USERS, ALL);
            assertTrue(plan.stream().allMatch(planned -> planned.at() < LENGTH.toMillis()));
            assertEquals(
                    EnumSet.of(Fault.RELOAD, Fault.REDEPLOY, Fault.KILL, Fault.DISK_FULL, Fault.KILL_WHILE_FULL),
                    plan.stream()
                            .map(Planned::fault)
                            .filter(Fault::ofServer)
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsPossible_strikes(Fault possible) {
        List<Planned> plan = FaultPlan.of(7, LENGTH, USERS, Set.of(possible));
        assertEquals(Set.of(possible), plan.stream().map(Planned::fault).collect(Collectors.toSet()));
    }
}
