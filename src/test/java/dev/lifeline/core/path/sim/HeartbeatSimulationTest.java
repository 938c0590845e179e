package dev.lifeline.core.path.sim;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The goals, with fewer clients than the document's table: {@link HeartbeatSimulationIT} runs them all. */
class HeartbeatSimulationTest {

    private static final int CLIENTS = 40;
    private static final Duration SHORTEST_WITH_A_GOAL = Duration.ofSeconds(55);

    static List<Scenario> scenarios() {
        return HeartbeatSimulation.scenarios();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void day_reachesTheGoals(Scenario scenario) {
        assertGoals(Row.of(scenario, CLIENTS, HeartbeatSimulation.SEED));
    }

    static void assertGoals(Row row) {
        Scenario scenario = row.scenario();
        // A change costs each client one cut, a silent one two: nothing but its own loss can tell it.
        int mayMeet = !scenario.changes() ? 0 : scenario.isSilent() ? 2 : 1;
        // Until a change is noticed, and where a lifetime ends connections before their first heartbeat, no optimum is.
        boolean comparable = !scenario.changes()
                && (scenario.lifetime().isZero() || scenario.lifetime().compareTo(Scenario.LONGEST) > 0)
                && scenario.hops().stream().allMatch(hop -> hop.limit().compareTo(SHORTEST_WITH_A_GOAL) >= 0);
        assertAll(
                row.toString(),
                () -> assertTrue(row.mostBefore() <= 1, "cuts before the first pass"),
                () -> assertTrue(row.mostAfter() <= Math.max(mayMeet, scenario.strangers() > 0 ? 1 : 0), "cuts after"),
                () -> assertEquals(0, row.toldWrong(), "wrong causes"),
                () -> assertTrue(row.untold() <= untold(row), "causes that were not told"),
                () -> assertTrue(!comparable || row.timesOptimum() <= 1.35, "heartbeats against the optimum"),
                () -> assertTrue(row.timesFixed25() <= 1.005, "heartbeats against fixed 25 s"));
    }

    /** The first few of a kind show no limit yet; of what is dropped silently nobody tells the server. */
    private static int untold(Row row) {
        return row.scenario().isSilent() ? Integer.MAX_VALUE : 10 + row.toldRight() / 50;
    }

    @Test
    void fixedThirtySeconds_isCutWhereTheLimitIsAsShort() {
        Row row = Row.of(HeartbeatSimulation.scenarios().get(0), 20, HeartbeatSimulation.SEED);
        assertTrue(row.fixed30Cuts() > 100, row.toString());
    }

    @Test
    void sameSeed_isTheSameDay() {
        Scenario scenario = HeartbeatSimulation.scenarios().get(3);
        assertEquals(Row.of(scenario, 20, 7), Row.of(scenario, 20, 7));
    }

    @Test
    void document_hasARowForEachScenario() throws IOException {
        String table = HeartbeatSimulation.table(Files.readString(HeartbeatSimulation.DOCUMENT));
        List<String> names = table.lines()
                .skip(2)
                .map(line -> line.split(" \\| ")[0].substring(2))
                .toList();
        assertEquals(scenarios().stream().map(Scenario::name).toList(), names);
    }
}
