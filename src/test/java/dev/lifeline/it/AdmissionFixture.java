package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real server with low limits at its door. Clients are told apart by what a proxy on loopback would say of them. */
abstract class AdmissionFixture {

    static final int IN_ALL = 12;
    static final int PER_USER = 2;
    static final int PER_ADDRESS = 4;

    /** Ten seconds' worth. */
    static final int BURST = 20;

    static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    static LifelineServer server;

    final List<RawSocket> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = LifelineServer.demo(
                folder,
                "lifeline.connections.max=" + IN_ALL,
                "lifeline.connections.per-user=" + PER_USER,
                "lifeline.connections.per-address=" + PER_ADDRESS,
                "lifeline.handshakes.per-address=2",
                "lifeline.key-attempts=3");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** However a test's connections ended, nothing is left of them. */
    @AfterEach
    void placesAreGivenBack() {
        opened.forEach(RawSocket::close);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEquals(0, now("connections"));
            assertEquals(0, now("connections-per-user"));
            assertEquals(0, now("connections-per-address"));
        });
    }

    final RawSocket open(String user, String address) throws IOException {
        return openAt(server.address(user), address);
    }

    /** Serving, it has its place: that is taken after the 101 is on its way. */
    final RawSocket openAt(String url, String address) throws IOException {
        RawSocket socket = RawSocket.open(url, "X-Forwarded-For: " + address);
        opened.add(socket);
        assertServes(socket);
        return socket;
    }

    /** A handshake that is hung up as soon as it is answered. */
    static RawHttp.Answer handshake(String user, String address) {
        return RawHttp.get(server.port(), "/web/count/" + user, upgrade("X-Forwarded-For: " + address));
    }

    static RawHttp.Answer get(String user, String address) {
        return RawHttp.get(server.port(), "/web/count/" + user, "X-Forwarded-For: " + address);
    }

    /** Asks more often than may be at once, which counts as the handshakes do; then shakes hands, which is too often. */
    static RawHttp.Answer untilRefused(String address) {
        for (int i = 0; i < 50 * BURST; i++) {
            RawHttp.Answer answer = get("u1", address);
            if (answer.status() == 429) {
                return handshake("u1", address);
            }
        }
        throw new AssertionError("never refused");
    }

    static String[] upgrade(String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(more));
        return lines.toArray(String[]::new);
    }

    /** Of an examination that has just begun. */
    static String nonce() {
        String answer = Http.get(
                        server.http() + "/web/count/u1?doctor=new&next",
                        "Authorization",
                        "Bearer " + LifelineServer.PUSH_KEY)
                .body();
        return Lines.json(answer).getAsJsonObject("next").get("nonce").getAsString();
    }

    static String key() {
        return "Authorization: Bearer " + LifelineServer.PUSH_KEY;
    }

    static int now(String limit) {
        return limit(limit).get("now").getAsInt();
    }

    static long met(String limit) {
        return limit(limit).get("met").getAsLong();
    }

    static JsonObject limit(String name) {
        String answer = Http.get(server.http() + "/api/v1/limits", "Authorization", "Bearer " + LifelineServer.PUSH_KEY)
                .body();
        for (JsonElement limit :
                JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("limits")) {
            if (limit.getAsJsonObject().get("limit").getAsString().equals(name)) {
                return limit.getAsJsonObject();
            }
        }
        throw new AssertionError(name + " is missing: " + answer);
    }

    /** What the server closes with. */
    static String untilClosed(RawSocket socket) throws IOException {
        RawSocket.Arrived frame = socket.read(PATIENCE);
        while (frame.opcode() != RawSocket.CLOSE) {
            frame = socket.read(PATIENCE);
        }
        return frame.text();
    }

    static void assertServes(RawSocket socket) throws IOException {
        assertEquals("in", fate(socket));
    }

    /** Whether a connection serves; otherwise what it was closed with. */
    static String fate(RawSocket socket) throws IOException {
        socket.send(RawSocket.TEXT, "ping");
        RawSocket.Arrived frame = socket.read(PATIENCE);
        while (frame.opcode() == RawSocket.TEXT && !frame.text().equals("pong")) {
            frame = socket.read(PATIENCE);
        }
        return frame.opcode() == RawSocket.TEXT ? "in" : frame.text();
    }

    static void assertProblem(RawHttp.Answer answer, int status, String name, String... words) {
        assertEquals(status, answer.status(), answer::text);
        assertTrue(answer.text().contains("urn:lifeline:problem:" + name + "\""), answer::text);
        for (String word : words) {
            assertTrue(answer.text().contains(word), answer::text);
        }
    }

    /** Within the spread of those who find no room. */
    static void assertSoon(RawHttp.Answer answer) {
        int seconds = Integer.parseInt(retryAfter(answer));
        assertTrue(seconds >= 5 && seconds < 15, answer::text);
    }

    static String retryAfter(RawHttp.Answer answer) {
        return Pattern.compile("(?i)\\r\\nRetry-After: (\\d+)\\r\\n")
                .matcher(answer.text())
                .results()
                .map(MatchResult::group)
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.text()));
    }
}
