package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.sim.Way.Hop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A day of each scenario: {@code docs/heartbeat.md} holds what it prints. */
public final class HeartbeatSimulation {

    static final int CLIENTS = 1_000;
    static final long SEED = 20_260_101;

    static final Path DOCUMENT = Path.of("docs/heartbeat.md");
    static final Path PICTURE = Path.of("docs/heartbeat.svg");

    private HeartbeatSimulation() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (long limit : new long[] {30, 55, 60, 90, 100, 240, 350}) {
            all.add(Scenario.of("proxy cuts at " + limit + " s", Hop.cutter(limit)));
        }
        for (long limit : new long[] {30, 55, 60, 90, 100, 240, 350}) {
            all.add(Scenario.of("NAT drops at " + limit + " s", Hop.dropper(limit)));
        }
        all.add(Scenario.of("no limit"));
        all.add(Scenario.of("NAT 100 s before a proxy of 350 s", Hop.dropper(100), Hop.cutter(350)));
        all.add(Scenario.of("NAT 350 s before a proxy of 60 s", Hop.dropper(350), Hop.cutter(60)));
        all.add(Scenario.of("proxy 90 s, then 60 s", Hop.cutter(90)).then(Hop.cutter(60)));
        all.add(Scenario.of("proxy 350 s, then 60 s", Hop.cutter(350)).then(Hop.cutter(60)));
        all.add(Scenario.of("proxy 90 s, then 1 h", Hop.cutter(90)).then(Hop.cutter(3600)));
        all.add(Scenario.of("NAT 240 s, then 60 s", Hop.dropper(240)).then(Hop.dropper(60)));
        all.add(Scenario.of("lifetime 30 s").lasting(Duration.ofSeconds(30)));
        all.add(Scenario.of("lifetime 1 h").lasting(Duration.ofHours(1)));
        all.add(Scenario.of("Wi-Fi, proxy 350 s; then mobile, NAT 100 s", Hop.cutter(350))
                .roaming(Hop.dropper(100), Hop.cutter(350)));
        all.add(Scenario.of("proxy 60 s, one liar in five", Hop.cutter(60)).with(1, 0));
        all.add(Scenario.of("proxy 350 s, two liars in five", Hop.cutter(350)).with(2, 0));
        all.add(Scenario.of("proxy 60 s, two in five have no limit", Hop.cutter(60))
                .with(0, 2));
        return all;
    }

    /** Writes the document's table and its picture. */
    public static void main(String[] arguments) throws IOException {
        List<Row> rows = rows(CLIENTS);
        String document = Files.readString(DOCUMENT);
        Files.writeString(DOCUMENT, document.replace(table(document), table(rows)));
        Files.writeString(PICTURE, Plot.of(rows));
    }

    static List<Row> rows(int clients) {
        return scenarios().parallelStream()
                .map(scenario -> Row.of(scenario, clients, SEED))
                .toList();
    }

    static String table(List<Row> rows) {
        return Row.HEAD + rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
    }

    /** The table that stands in the document. */
    static String table(String document) {
        int start = document.indexOf(Row.HEAD.lines().findFirst().orElseThrow());
        int end = document.indexOf("\n\n", start);
        if (start < 0 || end < 0) {
            throw new IllegalStateException(DOCUMENT + " has no table of the simulation");
        }
        return document.substring(start, end);
    }
}
