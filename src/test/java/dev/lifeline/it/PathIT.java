package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.BlackHole;
import dev.lifeline.rig.ClientPage;
import dev.lifeline.rig.ForgetfulNetwork;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped client measures real paths in Chromium: nginx with idle limits of a few seconds, all settings scaled down
 * with them, and a relay that forgets connections without a word.
 */
class PathIT extends ClientFixture {

    static final String[] SCALED = {
        "lifeline.heartbeat.interval=2s",
        "lifeline.heartbeat.shortest=1s",
        "lifeline.heartbeat.patience=2s",
        "lifeline.probes.silences=14s,3s",
        "lifeline.probes.settled=1s",
        "lifeline.probes.every=24s"
    };

    private static final String ME = "user=u1&alone";

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 9})
    void limitOfNginx_isFoundAndTheHeartbeatFollows(int seconds) {
        Duration limit = Duration.ofSeconds(seconds);
        behindNginx(LifelineServer.demo(folder, SCALED), Nginx.idleLimit(limit));
        ClientPage page = open(ME);
        awaitFitted(page, limit);
        System.out.printf("nginx cuts at %d s; found: %.2f s%n", seconds, lastInterval(page) / 800);
        String states = states(page);
        await().during(limit.multipliedBy(3))
                .atMost(limit.multipliedBy(4))
                .until(() -> states(page).equals(states));
        assertEquals(1, page.list("states").stream().filter("open"::equals).count(), "it was never cut");
    }

    @Test
    void whatOneTabFound_isKnownToTheNextAndAfterARestart() {
        behindNginx(LifelineServer.demo(folder, SCALED), Nginx.idleLimit(Duration.ofSeconds(4)));
        ClientPage page = open(ME);
        awaitFitted(page, Duration.ofSeconds(4));
        assertEquals(lastInterval(page), firstInterval(open(ME)));
        int port = server.port();
        server.close();
        server = LifelineServer.demoOn(port, folder, SCALED);
        page.awaitState("open");
        assertEquals(lastInterval(page), firstInterval(open(ME)));
    }

    @Test
    void whatTwoUsersFound_isKnownToAThird() {
        behindNginx(LifelineServer.demo(folder, SCALED), Nginx.idleLimit(Duration.ofSeconds(4)));
        ClientPage first = open(ME);
        awaitFitted(first, Duration.ofSeconds(4));
        ClientPage second = open("user=u2&alone");
        assertEquals(2_000, firstInterval(second), "one user's word is not enough");
        awaitFitted(second, Duration.ofSeconds(4));
        assertEquals(3_200, firstInterval(open("user=u3&alone")), 400);
    }

    @Test
    void limitThatIsChangedByAReload_isNoticedAndFollowed() {
        UnaryOperator<String> leaving =
                text -> text.replace("worker_shutdown_timeout 5m;", "worker_shutdown_timeout 1s;");
        behindNginx(
                LifelineServer.demo(folder, SCALED),
                text -> leaving.apply(Nginx.idleLimit(Duration.ofSeconds(9)).apply(text)));
        ClientPage page = open(ME);
        awaitFitted(page, Duration.ofSeconds(9));
        nginx.reload(
                text -> leaving.apply(Nginx.idleLimit(Duration.ofSeconds(4)).apply(text)));
        awaitFitted(page, Duration.ofSeconds(4));
        nginx.reload(
                text -> leaving.apply(Nginx.idleLimit(Duration.ofSeconds(6)).apply(text)));
        awaitFitted(page, Duration.ofSeconds(6));
        push("u1");
        page.awaitGot(allPushed());
    }

    @Test
    void silentDrop_isFoundByWhatProbesSurvived() throws Exception {
        Duration limit = Duration.ofSeconds(5);
        if (ForgetfulNetwork.isAllowed()) {
            try (ForgetfulNetwork network = ForgetfulNetwork.forgetting(folder, limit)) {
                behindNginx(network.server(folder, SCALED), UnaryOperator.identity());
                awaitFittedToTheDropper(nginx.http());
            }
        } else {
            System.out.println("No network namespace is allowed here: a relay drops instead");
            behindNginx(LifelineServer.demo(folder, SCALED), UnaryOperator.identity());
            try (BlackHole nat = new BlackHole(nginx.port(), limit)) {
                awaitFittedToTheDropper("http://127.0.0.1:" + nat.port());
            }
        }
    }

    private void awaitFittedToTheDropper(String address) {
        ClientPage page = ClientPage.open(person, address, ME).awaitState("open");
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertTrue(
                        lastInterval(page) > 2_900 && lastInterval(page) < 4_100,
                        () -> page.list("intervals").toString()));
        String states = states(page);
        await().during(Duration.ofSeconds(12))
                .atMost(Duration.ofSeconds(20))
                .until(() -> states(page).equals(states));
        page.page().close();
    }

    @Test
    void withProbesOff_nothingIsMeasured() {
        behindNginx(LifelineServer.demo(folder, with("lifeline.probes=off")), Nginx.idleLimit(Duration.ofSeconds(4)));
        ClientPage page = open(ME);
        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(10))
                .until(() -> page.list("intervals").equals(List.of(2_000)));
        assertTrue(!nginx.accessLog().contains("probe"), nginx::accessLog);
    }

    private static String[] with(String setting) {
        String[] all = java.util.Arrays.copyOf(SCALED, SCALED.length + 1);
        all[SCALED.length] = setting;
        return all;
    }

    /** Four fifths of the limit, which is known to within half a second. */
    private void awaitFitted(ClientPage page, Duration limit) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertEquals(
                        limit.toMillis() * 0.8,
                        lastInterval(page),
                        400,
                        () -> page.list("intervals").toString()));
    }

    static double lastInterval(ClientPage page) {
        List<?> all = page.list("intervals");
        return ((Number) all.get(all.size() - 1)).doubleValue();
    }

    private static double firstInterval(ClientPage page) {
        return ((Number) page.list("intervals").get(0)).doubleValue();
    }

    private static String states(ClientPage page) {
        return page.list("states").toString();
    }
}
