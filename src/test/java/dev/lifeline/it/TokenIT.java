package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.Issuer;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.StockTomcat;
import dev.lifeline.rig.Tokens;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code lifeline.auth=jwt} on the Tomcats that administrators have. */
class TokenIT {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private StockTomcat tomcat;

    static Stream<String> versions() {
        return Stream.of(StockTomcat.TEN, StockTomcat.ELEVEN);
    }

    @AfterEach
    void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private void start(String version, String... more) {
        Path base = StockTomcat.base(version, folder);
        StockTomcat.deploy(base, LifelineServer.war(), "ROOT.war");
        tomcat = StockTomcat.start(
                version,
                base,
                Stream.concat(
                                Arrays.stream(more),
                                Stream.of("lifeline.jwt.cookie=token", "lifeline.push-key=" + LifelineServer.PUSH_KEY))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void tokens_openTheirUsersConnectionsAndNobodyElses(String version) {
        start(version, Tokens.settings());
        String token = Tokens.of("u1", LONG);
        String key = "Bearer " + LifelineServer.PUSH_KEY;
        Http.send("PUT", tomcat.http("/api/v1/users/u1"), "{\"name\":\"Lin\"}", "Authorization", key);
        try (JdkSocket page = JdkSocket.v1(address("u1"), token)) {
            assertEquals("lifeline.v1", page.subprotocol());
            long expiresIn =
                    Lines.json(page.nextWith("welcome")).get("expiresIn").getAsLong();
            assertTrue(expiresIn > 0 && expiresIn <= LONG.toMillis(), () -> "" + expiresIn);
        }
        assertServes(JdkSocket.plain(address("u1") + "?access_token=" + token));
        assertServes(JdkSocket.plain(address("u1"), "Authorization", "Bearer " + token));
        assertServes(JdkSocket.plain(address("u1"), "Cookie", "a=b; token=" + token));
        assertServes(JdkSocket.plain(address("u1"), "Cookie", "token=" + token, "Origin", tomcat.http("")));
        assertEquals(
                403,
                JdkSocket.refusal(address("u1"), "Cookie", "token=" + token, "Origin", "http://evil.example"),
                "a foreign page brings its visitor's cookie along");

        assertRefused(401, "no-token", "u1", null);
        assertRefused(403, "wrong-user", "u2", token);
        assertRefused(401, "token-expired", "u1", Tokens.of("u1", Duration.ofSeconds(-5)));
        assertRefused(401, "bad-token", "u1", token.substring(0, token.length() - 9));
        assertRefused(401, "bad-token", "u1", Tokens.hs256("x".repeat(32), "{\"alg\":\"HS256\"}", "{\"sub\":\"u1\"}"));
        assertRefused(426, "upgrade-required", "u1", token);

        assertEquals(401, Http.get(tomcat.http("/api/v1/layim/init?user=u1")).statusCode());
        assertEquals(403, layim("u2", token).statusCode());
        assertEquals(200, layim("u1", token).statusCode());
        assertEquals(
                200,
                Http.get(tomcat.http("/api/v1/layim/init?user=u1"), "Cookie", "token=" + token)
                        .statusCode());
        assertFalse(tomcat.log().contains(token.substring(0, 30)), tomcat::log);
        // Tomcat itself logs its command line.
        assertFalse(
                tomcat.log()
                        .lines()
                        .filter(line -> !line.contains("Command line argument"))
                        .anyMatch(line -> line.contains(Tokens.SECRET)),
                tomcat::log);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void connections_liveAsLongAsTheirTokens(String version) {
        start(version, Tokens.settings());
        Duration shortly = Duration.ofSeconds(5);
        try (JdkSocket renewed = JdkSocket.v1(address("u1"), Tokens.of("u1", shortly));
                JdkSocket left = JdkSocket.v1(address("u1"), Tokens.of("u1", shortly));
                JdkSocket plain = JdkSocket.plain(address("u1") + "?access_token=" + Tokens.of("u1", shortly))) {
            renewed.nextWith("welcome");
            left.nextWith("welcome");
            renewed.send("{\"type\":\"token\",\"token\":\"" + Tokens.of("u2", LONG) + "\",\"cid\":\"t-1\"}");
            String refused = renewed.nextWith("refused");
            assertEquals("bad-token", Lines.field(refused, "code"));
            assertEquals("t-1", Lines.field(refused, "cid"));
            renewed.send("{\"type\":\"token\",\"token\":\"" + Tokens.of("u1", LONG) + "\"}");
            JsonObject taken = Lines.json(renewed.nextWith("\"token\""));
            assertTrue(taken.get("expiresIn").getAsLong() > shortly.toMillis(), taken::toString);
            assertEquals(4001, left.awaitEnd().code());
            assertEquals(4001, plain.awaitEnd().code());
            renewed.awaitRegistered();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void tokensThatWereTakenBack_areRefusedEverywhereAndAfterARestart(String version) {
        start(version, Tokens.settings());
        BackEnd backEnd = new BackEnd(tomcat.http(""));
        backEnd.put("/users/u1", "{\"name\":\"Lin\"}");
        String old = issued("u1", -5);
        String others = issued("u2", -5);
        try (JdkSocket page = JdkSocket.v1(address("u1"), old);
                JdkSocket plain = JdkSocket.plain(address("u1") + "?access_token=" + old);
                JdkSocket other = JdkSocket.v1(address("u2"), others)) {
            page.nextWith("welcome");
            plain.awaitRegistered();
            other.nextWith("welcome");
            HttpResponse<String> answer = backEnd.delete("/users/u1/connections?reason=moved&revoke=true");
            assertEquals(200, answer.statusCode(), answer::body);
            assertEquals("{\"connections\":2}", answer.body());
            assertEquals(new ClientSocket.End(4501, "moved"), page.awaitEnd());
            assertEquals(new ClientSocket.End(4501, "moved"), plain.awaitEnd());
            other.awaitRegistered();
        }
        assertRefused(401, "token-revoked", "u1", old);
        assertRefused(401, "token-revoked", "u1", Tokens.of("u1", LONG));
        assertEquals(
                "urn:lifeline:problem:token-revoked",
                Lines.field(layim("u1", old).body(), "type"));
        tomcat.kill();
        tomcat.startAgain();
        assertRefused(401, "token-revoked", "u1", old);
        String next = issued("u1", 60);
        assertEquals(200, layim("u1", next).statusCode());
        HttpResponse<String> init = Http.get(tomcat.http("/api/v1/layim/init"), "Authorization", "Bearer " + next);
        assertEquals(200, init.statusCode(), "who shows a token need not say who he is");
        assertTrue(init.body().contains("\"id\":\"u1\""), init::body);
        try (JdkSocket page = JdkSocket.v1(address("u1"), next)) {
            page.nextWith("welcome");
            page.send("{\"type\":\"token\",\"token\":\"" + old + "\"}");
            assertEquals("bad-token", Lines.field(page.nextWith("refused"), "code"));
        }
    }

    /** A token of an issuer whose clock is off by so many seconds. */
    private static String issued(String user, int offset) {
        long now = System.currentTimeMillis() / 1_000;
        return Tokens.hs256(
                Tokens.SECRET,
                "{\"alg\":\"HS256\"}",
                "{\"sub\":\"" + user + "\",\"iat\":" + (now + offset) + ",\"exp\":" + (now + 3_600) + "}");
    }

    /** The shortest way through the whole: an issuer that is away at the start, and comes. */
    @ParameterizedTest
    @MethodSource("versions")
    void keySet_isFetchedInTheBackground(String version) {
        try (Issuer issuer = Issuer.away()) {
            start(version, "lifeline.auth=jwt", "lifeline.jwt.jwks=" + issuer.address());
            HttpResponse<String> early = get("u1", issuer.token("u1"));
            assertEquals(503, early.statusCode(), early::body);
            assertEquals("2", early.headers().firstValue("Retry-After").orElse(""));
            assertEquals("urn:lifeline:problem:keys-unavailable", Lines.field(early.body(), "type"));
            issuer.publish();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get("u1", issuer.token("u1")).statusCode() == 426);
            try (JdkSocket page = JdkSocket.v1(address("u1"), issuer.token("u1"))) {
                page.nextWith("welcome");
            }
            assertRefused(401, "bad-token", "u1", Tokens.of("u1", LONG));
            tomcat.undeploy("ROOT.war");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertEquals(
                            0,
                            tomcat.process().instances("org.apache.catalina.loader.ParallelWebappClassLoader"),
                            "nothing holds on to the application"));
        }
    }

    private void assertServes(JdkSocket socket) {
        try (socket) {
            socket.awaitRegistered();
        }
    }

    private void assertRefused(int status, String slug, String user, String token) {
        HttpResponse<String> answer = get(user, token);
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals("urn:lifeline:problem:" + slug, Lines.field(answer.body(), "type"));
        if (token != null) {
            assertFalse(answer.body().contains(token.substring(0, 10)), answer::body);
        }
        if (status != 426) {
            String shown = token == null ? "" : "?access_token=" + token;
            assertEquals(status, JdkSocket.refusal(address(user) + shown), "the handshake's own status");
        }
    }

    private HttpResponse<String> get(String user, String token) {
        String url = tomcat.http("/web/count/" + user);
        return token == null ? Http.get(url) : Http.get(url, "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> layim(String user, String token) {
        return Http.get(tomcat.http("/api/v1/layim/init?user=" + user), "Authorization", "Bearer " + token);
    }

    private String address(String user) {
        return tomcat.address("", user);
    }
}
