package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.StockTomcat;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told of every kind of answer, whoever serves it. */
class HeadersIT {

    /** A request, its status, and what is special about its answer. */
    private record Row(String method, String path, int status, String policy, String cache) {

        boolean isPage() {
            return policy.startsWith("default-src 'none'; script-src 'self'; style-src");
        }
    }

    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self' ws: wss:; worker-src 'self'; base-uri 'none'; form-action 'none'";
    private static final String SCRIPT = "default-src 'none'; script-src 'self'; connect-src * ws: wss:";
    private static final String OTHER = "default-src 'none'";

    /** Of a server that nobody configured, with a push key. */
    private static final List<Row> ROWS = List.of(
            new Row("GET", "/", 200, PAGE, "no-cache"),
            new Row("HEAD", "/", 200, PAGE, "no-cache"),
            new Row("GET", "/index.html", 200, PAGE, "no-cache"),
            new Row("GET", "/doctor.html", 200, PAGE, "no-cache"),
            new Row("GET", "/examples/", 200, PAGE, "no-cache"),
            new Row("OPTIONS", "/", 200, PAGE, "no-cache"),
            new Row("GET", "/chat/app.js", 200, SCRIPT, "no-cache"),
            new Row("GET", "/lifeline/lifeline.js", 200, SCRIPT, "no-cache"),
            new Row("GET", "/lifeline/avatars/u1.svg", 200, OTHER, "no-cache"),
            new Row("GET", "/chat/base.css", 200, OTHER, "no-cache"),
            new Row("GET", "/openapi.yaml", 200, OTHER, "no-cache"),
            new Row("GET", "/lifeline", 302, OTHER, "no-cache"),
            new Row("GET", "/health", 200, OTHER, "no-store"),
            new Row("GET", "/web/count/u1", 401, OTHER, "no-store"),
            new Row("GET", "/web/count/a%20b", 400, OTHER, "no-store"),
            new Row("OPTIONS", "/web/count/u1", 405, OTHER, "no-store"),
            new Row("GET", "/api/v1/layim/init?user=u1", 401, OTHER, "no-store"),
            new Row("GET", "/api/v1/layim/nothing", 404, OTHER, "no-store"),
            new Row("POST", "/setup", 415, OTHER, "no-store"),
            new Row("GET", "/setup", 405, OTHER, "no-store"),
            new Row("GET", "/nothing", 404, OTHER, "no-store"),
            new Row("GET", "/nothing/here.js", 404, OTHER, "no-store"),
            new Row("GET", "/dev/lifeline/app/Launcher.class", 404, OTHER, "no-store"),
            new Row("GET", "/WEB-INF/web.xml", 404, OTHER, "no-store"),
            new Row("GET", "/WEB-INF/error", 404, OTHER, "no-store"),
            new Row("PUT", "/index.html", 405, OTHER, "no-store"),
            new Row("DELETE", "/index.html", 405, OTHER, "no-store"));

    /** What the shipped configurations keep for back ends. */
    private static final List<Row> PRIVATE = List.of(
            new Row("POST", "/api/v1/push", 401, OTHER, "no-store"),
            new Row("GET", "/api/v1/push", 405, OTHER, "no-store"),
            new Row("GET", "/api/v1/findings", 401, OTHER, "no-store"),
            new Row("GET", "/api/v1/nothing", 404, OTHER, "no-store"),
            // What nginx answers by itself.
            new Row("TRACE", "/", 405, OTHER, "no-store"));

    @TempDir
    private Path folder;

    @Test
    void ownServer_givesEveryAnswerItsHeadersOnce() {
        try (LifelineServer server = LifelineServer.start(folder, List.of());
                Nginx nginx = Nginx.before(server.port(), folder.resolve("nginx"), text -> text)) {
            ROWS.forEach(row -> check(server.http(), row, false));
            PRIVATE.forEach(row -> check(server.http(), row, false));
            ROWS.forEach(row -> check(server.http(), row, true));
            ROWS.forEach(row -> check(nginx.http(), row, false));

            String refused = RawHttp.get(server.port(), "/%2F").text();
            assertTrue(refused.startsWith("HTTP/1.1 400"), refused);
            assertFalse(refused.contains("Tomcat") || refused.contains("Exception"), refused);
            HttpResponse<String> private404 = Http.get(nginx.http() + "/api/v1/push");
            assertEquals("nginx", private404.headers().firstValue("Server").orElse(""), "no version");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1", "11.0"})
    void stockTomcat_givesEveryAnswerItsHeadersOnce(String line) {
        String version = List.of(StockTomcat.TEN, StockTomcat.ELEVEN).stream()
                .filter(each -> each.startsWith(line))
                .findFirst()
                .orElseThrow();
        Path base = StockTomcat.base(version, folder);
        StockTomcat.deploy(base, LifelineServer.war(), "chat.war");
        try (StockTomcat tomcat = StockTomcat.start(version, base, "lifeline.push-key=" + LifelineServer.PUSH_KEY)) {
            ROWS.forEach(row -> check(tomcat.http("/chat"), row, false));
            PRIVATE.forEach(row -> check(tomcat.http("/chat"), row, false));
        }
    }

    @Test
    void upgrade_isNotHinderedAndItsRefusalHasTheHeaders() {
        try (LifelineServer server = LifelineServer.demo(folder);
                JdkSocket socket = JdkSocket.v1(server.address("u1"))) {
            socket.nextWith("welcome");
            String refused = handshake(server, "Origin: http://evil.example");
            assertTrue(refused.startsWith("HTTP/1.1 403"), refused);
            assertEquals(1, refused.split("Content-Security-Policy: default-src 'none'; ", -1).length - 1, refused);
            String unversioned = handshake(server, "Sec-WebSocket-Version: 7");
            assertTrue(unversioned.startsWith("HTTP/1.1 4"), unversioned);
            assertFalse(unversioned.contains("Tomcat"), unversioned);
        }
    }

    private static String handshake(LifelineServer server, String header) {
        return RawHttp.get(
                        server.port(),
                        "/web/count/u1",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        header)
                .text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"self", "self,https://app.example"})
    void frameAncestors_areThoseOfTheSetting(String setting) {
        try (LifelineServer server = LifelineServer.demo(folder, "lifeline.frame-ancestors=" + setting)) {
            HttpResponse<String> answer = Http.get(server.http() + "/");
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            boolean alone = setting.equals("self");
            assertTrue(policy.endsWith("; frame-ancestors 'self'" + (alone ? "" : " https://app.example")), policy);
            assertEquals(
                    alone ? List.of("SAMEORIGIN") : List.of(), answer.headers().allValues("X-Frame-Options"));
        }
    }

    private static void check(String base, Row row, boolean https) {
        HttpResponse<String> answer = https
                ? Http.send(row.method(), base + row.path(), "", "X-Forwarded-Proto", "https")
                : Http.send(row.method(), base + row.path(), "");
        String what = row + " of " + base;
        assertEquals(row.status(), answer.statusCode(), () -> what + ": " + answer.body());
        TreeMap<String, List<String>> expected = new TreeMap<>();
        expected.put("Content-Security-Policy", List.of(row.policy() + "; frame-ancestors 'none'"));
        expected.put("X-Frame-Options", List.of("DENY"));
        expected.put("X-Content-Type-Options", List.of("nosniff"));
        expected.put("Referrer-Policy", List.of("same-origin"));
        boolean shared = row.path().startsWith("/lifeline/");
        expected.put("Cross-Origin-Resource-Policy", List.of(shared ? "cross-origin" : "same-origin"));
        expected.put("Cache-Control", List.of(row.cache()));
        if (row.isPage()) {
            expected.put(
                    "Permissions-Policy",
                    List.of("camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"));
        }
        if (row.isPage() && https) {
            expected.put("Cross-Origin-Opener-Policy", List.of("same-origin"));
        }
        TreeMap<String, List<String>> told = new TreeMap<>();
        expected.keySet().forEach(name -> told.put(name, answer.headers().allValues(name)));
        assertEquals(expected, told, what);
        if (!https) {
            assertEquals(List.of(), answer.headers().allValues("Cross-Origin-Opener-Policy"), what);
        }
        assertFalse(answer.body().contains("Apache Tomcat"), what);
        assertEquals(List.of(), answer.headers().allValues("X-Powered-By"), what);
        assertTrue(
                answer.headers().firstValue("Server").orElse("nginx").equals("nginx"), () -> what + answer.headers());
        if (row.status() >= 400 && !row.method().equals("HEAD")) {
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""),
                    what);
        }
    }
}
