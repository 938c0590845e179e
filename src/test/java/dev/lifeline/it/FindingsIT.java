package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import dev.lifeline.rig.Client;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.OtherProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies that cut too early, for real: who did it is told to the page, to the log and to the back end. */
class FindingsIT extends BrowserFixture {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** Beats far too slowly, and nobody measures: the deployment that begins with a cut. */
    private static final String[] TOO_SLOW = {
        "lifeline.heartbeat.interval=1m", "lifeline.heartbeat.shortest=1s", "lifeline.probes=off"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"NGINX, nginx, proxy_read_timeout", "HAPROXY, HAProxy, timeout tunnel", "HTTPD, Apache, ProxyTimeout"})
    void proxyThatCuts_isNamedWithTheLineToChange(String kind, String name, String setting) throws Exception {
        try (LifelineServer server = LifelineServer.demo(folder, TOO_SLOW);
                AutoCloseable proxy = proxy(kind, server)) {
            List<String> users = List.of("u1", "u2", "u3");
            // Its first cut may have been by chance; after the second the heartbeat is quick enough.
            for (int round = 0; round < 2; round++) {
                List<ClientSocket> sockets =
                        users.stream().map(user -> open(proxy, user)).toList();
                for (ClientSocket socket : sockets) {
                    assertEquals(1006, socket.awaitEnd().code());
                }
                // Who is back before the server knows of his end takes over a link that is open: that is no cut.
                await().until(() -> connections(server) == 0);
                for (int i = 0; i < users.size(); i++) {
                    try (ClientSocket back = open(proxy, users.get(i))) {
                        back.send("{\"type\":\"last\",\"code\":1006,\"silence\":4000}");
                        JsonObject told = diagnosis(back.nextWith("\"diagnosis\""));
                        assertEquals("idle-limit", told.get("cause").getAsString());
                        assertEquals(4_000, told.get("silence").getAsDouble(), 500);
                        assertTrue(told.get("en").getAsString().contains(name), told::toString);
                        assertTrue(told.get("zh").getAsString().contains(name), told::toString);
                    }
                }
            }
            JsonArray findings = JsonParser.parseString(Http.get(
                                    server.http() + "/api/v1/findings",
                                    "Authorization",
                                    "Bearer " + LifelineServer.PUSH_KEY)
                            .body())
                    .getAsJsonObject()
                    .getAsJsonArray("findings");
            assertEquals(1, findings.size(), findings::toString);
            JsonObject finding = findings.get(0).getAsJsonObject();
            assertEquals("idle-limit", finding.get("cause").getAsString());
            JsonObject hop = finding.getAsJsonArray("hops").get(0).getAsJsonObject();
            assertEquals(name, hop.get("name").getAsString());
            assertEquals(setting, hop.get("setting").getAsString());
            assertEquals(1, finding.getAsJsonArray("hops").size());
            long warnings = server.log()
                    .lines()
                    .filter(line -> line.contains(name + " cut"))
                    .count();
            assertEquals(1, warnings, server::log);
        }
    }

    @Test
    void chatPage_saysWhoCutIt() {
        try (LifelineServer server = LifelineServer.demo(folder, TOO_SLOW);
                Nginx nginx = Nginx.before(server.port(), folder.resolve("proxy"), Nginx.idleLimit(LIMIT))) {
            Page page = browser.open(nginx.http() + "/?user=u1");
            page.waitForSelector("#diagnosis >> text=/nginx cut this connection after (3.9|4) quiet seconds/");
            await().during(Duration.ofSeconds(8))
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> page.locator("#connection[data-state='open']").count() == 1);
        }
    }

    private static int connections(LifelineServer server) throws Exception {
        return Http.health(server.http()).get("connections").getAsInt();
    }

    private AutoCloseable proxy(String kind, LifelineServer server) {
        Path in = folder.resolve("proxy");
        return kind.equals("NGINX")
                ? Nginx.before(server.port(), in, Nginx.idleLimit(LIMIT))
                : OtherProxy.before(server.port(), in, OtherProxy.Kind.valueOf(kind), LIMIT);
    }

    private static JsonObject diagnosis(String frame) {
        JsonElement json = JsonParser.parseString(frame);
        for (JsonElement message : json.isJsonArray() ? json.getAsJsonArray() : List.of(json)) {
            if (message.getAsJsonObject().get("type").getAsString().equals("diagnosis")) {
                return message.getAsJsonObject();
            }
        }
        throw new AssertionError(frame);
    }

    private static ClientSocket open(AutoCloseable proxy, String user) {
        String address = proxy instanceof Nginx nginx ? nginx.address(user) : ((OtherProxy) proxy).address(user);
        return Client.TOMCAT.v1(address + "?client=tab");
    }
}
