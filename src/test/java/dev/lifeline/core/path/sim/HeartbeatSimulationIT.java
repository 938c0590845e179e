package dev.lifeline.core.path.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document's table and picture are what the simulation prints, and that reaches the goals. */
class HeartbeatSimulationIT {

    @Test
    void document_holdsWhatTheSimulationPrints() throws IOException {
        List<Row> rows = HeartbeatSimulation.rows(HeartbeatSimulation.CLIENTS);
        rows.forEach(HeartbeatSimulationTest::assertGoals);
        String document = Files.readString(HeartbeatSimulation.DOCUMENT);
        assertEquals(HeartbeatSimulation.table(rows), HeartbeatSimulation.table(document));
        assertEquals(Plot.of(rows), Files.readString(HeartbeatSimulation.PICTURE));
    }
}
