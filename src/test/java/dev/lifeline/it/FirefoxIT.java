package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.RunningProcess;
import dev.lifeline.rig.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped chat page in Firefox, behind an nginx that would cut it after 3 s of silence. What is done there and
 * expected stands in {@code src/test/js/firefox/scenarios.js}.
 */
class FirefoxIT {

    private static final Path SCRIPT = Path.of("src/test/js/firefox/smoke.js");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void twoPeople_chatBothWaysAndAgainAfterALongSilence() throws Exception {
        succeeds("chat");
    }

    @Test
    void twoTabs_shareOneConnectionAndBothReceive() throws Exception {
        succeeds("tabs");
    }

    @Test
    void pageLeft_endsItsConnectionAndComesBackWithTheDraft() throws Exception {
        succeeds("away");
    }

    @Test
    void lineInTheBackForwardCache_holdsNoConnectionAndComesBack() throws Exception {
        succeeds("cached");
    }

    @Test
    void serverKilledWhileSomebodyWrites_nothingIsLostOrDoubled() throws Exception {
        succeedsWhileTheServerIsKilled("restart");
    }

    @Test
    void pageReloadedWhileTheServerIsAway_unsentMessagesGoOut() throws Exception {
        succeedsWhileTheServerIsKilled("reload");
    }

    private void succeeds(String scenario) throws IOException {
        try (LifelineServer server = LifelineServer.demo(folder, settings());
                Nginx nginx = limited(server);
                RunningProcess smoke = start(scenario, nginx)) {
            assertEquals(0, smoke.awaitExit(LONG), smoke::output);
            assertTrue(!nginx.errorLog().contains("upstream timed out"), nginx::errorLog);
        }
    }

    private void succeedsWhileTheServerIsKilled(String scenario) throws IOException {
        try (LifelineServer server = LifelineServer.demo(folder, settings());
                Nginx nginx = limited(server);
                RunningProcess smoke = start(scenario, nginx)) {
            awaitAsked(smoke, "server: kill");
            server.process().signal("KILL");
            awaitAsked(smoke, "server: start");
            try (LifelineServer again = LifelineServer.demoOn(server.port(), folder, settings())) {
                assertEquals(0, smoke.awaitExit(LONG), smoke::output);
                assertTrue(again.process().isAlive());
            }
        }
    }

    private static void awaitAsked(RunningProcess smoke, String line) {
        smoke.awaitUp(() -> smoke.output().lines().anyMatch(line::equals));
    }

    private RunningProcess start(String scenario, Nginx nginx) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        List<String> command = List.of(
                Tools.node(),
                Tools.script(SCRIPT),
                Tools.firefox(),
                nginx.http(),
                scenario,
                SCREENSHOTS.toAbsolutePath().toString(),
                Long.toString(IDLE_LIMIT.toMillis()));
        // Firefox leaves its profile and its caches there.
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(), "TMPDIR", folder.toString(), "LIFELINE_PUSH_KEY", LifelineServer.PUSH_KEY);
        return RunningProcess.start(command, environment, folder, folder.resolve("smoke.log"));
    }

    private Nginx limited(LifelineServer server) {
        return Nginx.before(server.port(), folder.resolve("nginx"), Nginx.idleLimit(IDLE_LIMIT));
    }

    private static String[] settings() {
        return new String[] {"lifeline.heartbeat.interval=1s", "lifeline.presence.grace=0s"};
    }
}
