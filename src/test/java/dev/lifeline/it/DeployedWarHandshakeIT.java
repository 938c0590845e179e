package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.lifeline.rig.Client;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.DeployedWar;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.RawHttp;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may connect, and what the others are told. */
class DeployedWarHandshakeIT extends DeployedWar {

    private static final String[] HANDSHAKE = {
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "u1/",
                "%20",
                "u%01",
                "u%0A1",
                "u%7F",
                "u%E2%80%AE1",
                "%3Cscript%3E",
                "%F0%9F%98%80",
                "%EF%BF%BD",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void invalidUserId_isRefusedWithAProblem(String user) {
        RawHttp.Answer answer = RawHttp.get(port(), "/web/count/" + user, HANDSHAKE);
        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.text().contains("application/problem+json"), answer.text());
        assertTrue(answer.text().contains("urn:lifeline:problem:bad-user-id"), answer.text());
        assertServes();
    }

    /** Tomcat answers these by itself: encoded slashes and zeros, bad encodings and dots never reach a web application. */
    @ParameterizedTest
    @CsvSource({
        "a%2Fb, 400",
        "%2F, 400",
        "%5C, 400",
        "u%00, 400",
        "%zz, 400",
        "u1%, 400",
        "u1?%00, 101",
        "., 400",
        ".., 404",
        "%2e%2e, 404",
        "../..%2f, 400",
    })
    void pathThatTomcatReadsItsOwnWay_harmsNothing(String user, int status) {
        RawHttp.Answer answer = RawHttp.get(port(), "/web/count/" + user, HANDSHAKE);
        assertEquals(status, answer.status(), answer.text());
        assertServes();
    }

    @Test
    void bareAddress_isRefusedWithAProblem() {
        RawHttp.Answer answer = RawHttp.get(port(), "/web/count", HANDSHAKE);
        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.text().contains("urn:lifeline:problem:bad-user-id"), answer.text());
    }

    @Test
    void longestUserId_connectsAndAnAbsurdOneIsRefused() {
        ClientSocket page = plain(Client.JDK, "x".repeat(64));
        page.send("ping");
        assertEquals("pong", page.next());
        assertEquals(400, JdkSocket.refusal(address("x".repeat(6_000))));
    }

    @Test
    void pathParameters_areNoPartOfTheUserId() {
        ClientSocket lin = plain(Client.JDK, "u1;jsessionid=0A");
        plain(Client.JDK, "u2").send(Lines.toFriend("u1", "hello", cid(1)));
        assertEquals("hello", Lines.field(lin.nextWith(cid(1)), "content"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://127.0.0.1.evil.example", "null", "http://127.0.0.1:1"})
    void foreignOrigin_isForbidden(String origin) {
        assertEquals(403, JdkSocket.refusal(address("u1"), "Origin", origin));
        HttpResponse<String> answer = Http.get(http("/web/count/u1"), "Origin", origin);
        assertProblem(answer, 403, "foreign-origin");
        assertTrue(Lines.field(answer.body(), "detail").contains("lifeline.origins"), answer::body);
    }

    @Test
    void originOfTheSameHost_connects() {
        JdkSocket page = closedAtEnd(JdkSocket.plain(address("u1"), "Origin", "http://127.0.0.1:" + port()));
        page.send("ping");
        assertEquals("pong", page.next());
    }

    @Test
    void otherSubprotocol_fallsBackToPlain() {
        RawHttp.Answer answer = RawHttp.get(
                port(),
                "/web/count/u1",
                HANDSHAKE[0],
                HANDSHAKE[1],
                HANDSHAKE[2],
                HANDSHAKE[3],
                "Sec-WebSocket-Protocol: soap");
        assertEquals(101, answer.status(), answer.text());
        assertTrue(!answer.text().contains("Sec-WebSocket-Protocol"), answer.text());
    }

    @Test
    void plainGet_isAnsweredWithUpgradeRequired() {
        HttpResponse<String> answer =
                Http.get(http("/web/count/u1"), "Cookie", "secret=1", "Authorization", "secret 2");
        assertProblem(answer, 426, "upgrade-required");
        assertEquals("websocket", answer.headers().firstValue("Upgrade").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        JsonObject saw = Lines.json(answer.body()).getAsJsonObject("saw");
        assertEquals("127.0.0.1:" + port(), saw.get("Host").getAsString());
        assertTrue(!answer.body().contains("secret"), answer::body);
    }

    @Test
    void handshakeWithoutItsUpgradeLine_namesTheMissingNginxLine() {
        RawHttp.Answer answer = RawHttp.get(port(), "/web/count/u1", HANDSHAKE[2], HANDSHAKE[3]);
        assertEquals(426, answer.status(), answer.text());
        assertTrue(answer.text().contains("proxy_set_header Upgrade $http_upgrade"), answer.text());
    }

    @Test
    void post_isNotAllowed() {
        HttpResponse<String> answer = Http.post(http("/web/count/u1"), "ping");
        assertProblem(answer, 405, "method-not-allowed");
        assertEquals("GET", answer.headers().firstValue("Allow").orElse(""));
    }

    private void assertServes() {
        ClientSocket page = plain(Client.JDK, "u1");
        page.send("ping");
        page.nextWith("pong");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
        JsonObject problem = Lines.json(answer.body());
        assertEquals("urn:lifeline:problem:" + slug, problem.get("type").getAsString());
        assertEquals(status, problem.get("status").getAsInt());
    }
}
