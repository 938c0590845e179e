package dev.lifeline.chaos.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.chaos.client.MemoryServer.Bug;
import dev.lifeline.chaos.log.EventLog;
import dev.lifeline.chaos.log.Kind;
import dev.lifeline.chaos.verify.Finding;
import dev.lifeline.chaos.verify.Finding.Rule;
import dev.lifeline.chaos.verify.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real clients before a server that is right finish with nothing found; before one with a bug, with that bug found. */
class SeededBugsTest {

    private static final List<String> USERS = List.of("u1", "u2", "u3", "u4");
    private static final int ROUNDS = 6;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "NONE, ",
        "LINE_NOT_WRITTEN, LOST",
        "ANSWERED_BUT_NOT_STORED, LOST",
        "STORED_ONCE_MORE, DOUBLED",
        "SENT_AGAIN, BEHIND",
        "CID_FORGOTTEN, DOUBLED",
        "OVERTAKEN, LOST",
        "RECEIPT_AHEAD, FALSE_RECEIPT",
        "POSITION_IGNORED, WRONG_START",
        "RETURN_REFUSED, NOT_RECOVERED"
    })
    void bug_isFound(Bug bug, Rule rule) throws Exception {
        List<Finding> findings = run(bug);
        Set<Rule> broken = findings.stream().map(Finding::rule).collect(Collectors.toSet());
        if (rule == null) {
            assertEquals(List.of(), findings);
        } else {
            assertTrue(broken.contains(rule), () -> rule + " is not among " + findings);
        }
    }

    private List<Finding> run(Bug bug) throws Exception {
        Verifier verifier = new Verifier(Map.of());
        Path log = folder.resolve("clients.log");
        try (FakeServer server = new FakeServer(new MemoryServer(bug));
                EventLog events = new EventLog(log)) {
            Crowd crowd = new Crowd(USERS, Map.of(), events, server.port(), 1, 100);
            USERS.forEach(crowd::open);
            for (int round = 1; round <= ROUNDS; round++) {
                int lines = round * USERS.size() * 3;
                awaitLines(log, lines);
                crowd.order(USERS.get(round % USERS.size()), ChatClient::reset);
                crowd.openTab(USERS.get((round + 1) % USERS.size()), 1_000, round % 2 == 0);
            }
            crowd.quiet();
            if (bug == Bug.NONE) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> verifier.settled(EventLog.read(log), List.of()));
            } else {
                Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            }
            crowd.end();
        }
        return verifier.check(EventLog.read(log), List.of());
    }

    private static void awaitLines(Path log, int lines) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> EventLog.read(log).stream()
                                .filter(event -> event.kind() == Kind.SEND)
                                .count()
                        >= lines);
    }
}
