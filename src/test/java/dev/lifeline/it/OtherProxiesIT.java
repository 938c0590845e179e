package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.ClientPage;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.OtherProxy;
import dev.lifeline.rig.OtherProxy.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HAProxy, Apache httpd and Caddy with the configurations that we ship, and the shipped client in Chromium. */
class OtherProxiesIT extends BrowserFixture {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shippedConfiguration_carriesPagesAndKeepsTheBackEndsApiPrivate(Kind kind) {
        try (LifelineServer server = LifelineServer.demo(folder);
                OtherProxy proxy = OtherProxy.before(server.port(), folder.resolve("proxy"), kind, LIMIT)) {
            var person = browser.person();
            ClientPage.serveIn(person);
            ClientPage page = ClientPage.open(person, proxy.http(), "user=u1").awaitState("open");
            push(server, 1);
            page.awaitGot(List.of(1));
            for (String address : List.of("/api/v1/push", "/api/v1/users/u1", "/api/v1;x/push")) {
                int status = Http.get(proxy.http() + address).statusCode();
                assertTrue(status == 404 || status == 403, address + " " + status);
            }
            assertEquals(
                    200, Http.get(proxy.http() + "/api/v1/layim/init?user=u1").statusCode());
            String saw = Http.get(proxy.http() + "/web/count/u1").body();
            assertTrue(saw.contains("\"X-Forwarded-For\":\"127.0.0.1\""), saw);
            assertTrue(saw.contains("\"X-Forwarded-Proto\":\"http\""), saw);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void idleLimit_isFound(Kind kind) {
        try (LifelineServer server = LifelineServer.demo(folder, PathIT.SCALED);
                OtherProxy proxy = OtherProxy.before(server.port(), folder.resolve("proxy"), kind, LIMIT)) {
            var person = browser.person();
            ClientPage.serveIn(person);
            ClientPage page =
                    ClientPage.open(person, proxy.http(), "user=u1&alone").awaitState("open");
            // Four fifths of the limit, or of the longest silence that is tried.
            double expected = kind == Kind.CADDY ? 11_200 : 3_200;
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertEquals(
                            expected,
                            PathIT.lastInterval(page),
                            400,
                            () -> page.list("intervals").toString()));
            await().during(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(14))
                    .until(() ->
                            page.list("states").stream().filter("open"::equals).count() == 1);
        }
    }

    private static void push(LifelineServer server, int n) {
        var answer = new BackEnd(server.http()).push("{'to':{'users':['u1']},'message':{'type':'n','n':" + n + "}}");
        assertEquals(202, answer.statusCode(), answer::body);
    }
}
