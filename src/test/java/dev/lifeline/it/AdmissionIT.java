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
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.RawSocket;
import dev.lifeline.rig.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits at the door of a real server. Clients are told apart by what a proxy on loopback would say of them. */
class AdmissionIT {

    private static final int IN_ALL = 12;
    private static final int PER_USER = 2;
    private static final int PER_ADDRESS = 4;

    /** Ten seconds' worth. */
    private static final int BURST = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static LifelineServer server;

    private final List<RawSocket> opened = new ArrayList<>();

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

    @Test
    void handshakesTooFast_areToldWhenTheNextMayCome() {
        long met = met("handshakes-per-address");
        RawHttp.Answer refused = untilRefused("192.0.2.1");
        assertProblem(
                refused,
                429,
                "too-many-handshakes",
                "at most 2 handshakes a second",
                "lifeline.handshakes.per-address");
        assertEquals("1", retryAfter(refused));
        assertProblem(get("u1", "192.0.2.1"), 429, "too-many-handshakes");
        assertTrue(met("handshakes-per-address") >= met + 2);
        assertEquals(101, handshake("u1", "192.0.2.2").status(), "another address");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertEquals(101, handshake("u1", "192.0.2.1").status()));
    }

    @Test
    void addressesOfOneIpv6Network_areOne() {
        untilRefused("2001:db8:0:1::1");
        assertProblem(handshake("u1", "2001:db8:0:1:ffff::2"), 429, "too-many-handshakes", "2001:db8:0:1:0:0:0:0/64");
        assertEquals(101, handshake("u1", "2001:db8:0:2::1").status());
    }

    @Test
    void handshakesFromATrustedProxyItself_areNotLimitedByAddress() {
        for (int i = 0; i < 10 * BURST; i++) {
            // Counted as the handshake that it asks about, and leaves no connection.
            assertEquals(426, RawHttp.get(server.port(), "/web/count/u1").status());
        }
        assertEquals(101, RawHttp.get(server.port(), "/web/count/u1", upgrade()).status());
    }

    @Test
    void connectionsOfOneAddress_areLimitedAndProbesAreAmongThem() throws IOException {
        for (int i = 0; i < PER_ADDRESS; i++) {
            open("u" + i, "192.0.2.11");
        }
        RawHttp.Answer refused = handshake("u9", "192.0.2.11");
        assertProblem(
                refused,
                429,
                "too-many-connections",
                "at most 4 connections from one address",
                "lifeline.connections.per-address");
        assertSoon(refused);
        assertProblem(get("u9", "192.0.2.11"), 429, "too-many-connections");
        assertProblem(
                RawHttp.get(server.port(), "/web/count/u9?probe=" + nonce(), upgrade("X-Forwarded-For: 192.0.2.11")),
                429,
                "too-many-connections");
        assertEquals(101, handshake("u9", "192.0.2.12").status(), "another address");
        opened.get(0).goodbye();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertEquals(101, handshake("u9", "192.0.2.11").status()));
    }

    @Test
    void connectionsOfOneUser_areLimitedAndAClientComesBackOverItsOwn() throws IOException {
        RawSocket halfOpen = open("u1?client=a", "192.0.2.21");
        RawSocket other = open("u1?client=b", "192.0.2.21");
        RawHttp.Answer refused = handshake("u1?client=c", "192.0.2.22");
        assertProblem(
                refused,
                429,
                "too-many-connections",
                "at most 2 connections of one user",
                "lifeline.connections.per-user");
        assertSoon(refused);
        assertProblem(get("u1?client=c", "192.0.2.22"), 429, "too-many-connections");
        open("u1?client=a", "192.0.2.22");
        assertTrue(untilClosed(halfOpen).startsWith("4003 "));
        assertProblem(handshake("u1?client=c", "192.0.2.22"), 429, "too-many-connections");
        assertEquals(101, handshake("u2", "192.0.2.22").status(), "another user");
        assertServes(other);
    }

    @Test
    void fullServer_answers503AndThoseWhoAreInNoticeNothing() throws IOException {
        for (int i = 0; i < IN_ALL; i++) {
            open("u" + i, "192.0.2." + (30 + i));
        }
        RawHttp.Answer refused = handshake("u99", "192.0.2.99");
        assertProblem(refused, 503, "full", "at most 12 connections", "lifeline.connections.max");
        assertSoon(refused);
        assertProblem(get("u99", "192.0.2.99"), 503, "full");
        assertProblem(RawHttp.get(server.port(), "/web/count/u99", upgrade()), 503, "full");
        for (RawSocket socket : opened) {
            assertServes(socket);
        }
        opened.get(0).goodbye();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertEquals(101, handshake("u99", "192.0.2.99").status()));
    }

    /** All may be judged before the first is open: then those whose place is gone are told on the WebSocket. */
    @Test
    void handshakesThatRaceForTheLastPlaces_getNoMoreThanThereAre() throws Exception {
        int racers = 3 * PER_ADDRESS;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        List<String> fates = new ArrayList<>();
        try {
            List<Future<String>> races = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                String user = "u" + i;
                races.add(threads.submit(() -> {
                    start.await();
                    return fate(user);
                }));
            }
            start.countDown();
            for (Future<String> race : races) {
                fates.add(race.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(PER_ADDRESS, fates.stream().filter("in"::equals).count(), fates::toString);
        assertTrue(
                fates.stream()
                        .allMatch(fate -> List.of("in", "429").contains(fate)
                                || fate.equals("1013 no room: at most 4 connections from one address"
                                        + " (lifeline.connections.per-address)")),
                fates::toString);
        assertEquals(PER_ADDRESS, now("connections"));
    }

    private String fate(String user) throws IOException {
        RawSocket socket;
        try {
            socket = RawSocket.open(server.address(user), "X-Forwarded-For: 192.0.2.50");
        } catch (AssertionError refused) {
            return refused.getMessage().contains("429") ? "429" : refused.getMessage();
        }
        synchronized (opened) {
            opened.add(socket);
        }
        return fate(socket);
    }

    @Test
    void tornConnections_giveTheirPlacesBack() throws IOException {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < PER_ADDRESS; i++) {
                open("u" + i, "192.0.2." + (60 + round));
            }
            assertEquals(PER_ADDRESS, now("connections-per-address"));
            opened.forEach(RawSocket::tear);
            opened.clear();
            await().atMost(PATIENCE).untilAsserted(() -> assertEquals(0, now("connections")));
        }
    }

    @Test
    void wrongKeys_areLimitedEverywhereAndTheRightOneIsNot() {
        String wrong = "Authorization: Bearer wrong";
        String from = "X-Forwarded-For: 192.0.2.71";
        for (String address : List.of("/api/v1/limits", "/web/count/u1?doctor=new", "/api/v1/findings")) {
            assertProblem(RawHttp.get(server.port(), address, wrong, from), 401, "bad-key");
        }
        for (String address : List.of("/api/v1/users/u1", "/web/count/u1?doctor=new", "/api/v1/findings")) {
            RawHttp.Answer refused = RawHttp.get(server.port(), address, wrong, from);
            assertProblem(refused, 429, "too-many-attempts", "at most 3 wrong keys a minute", "lifeline.key-attempts");
            int seconds = Integer.parseInt(retryAfter(refused));
            assertTrue(seconds > 0 && seconds <= 20, () -> "" + seconds);
        }
        assertTrue(met("key-attempts") >= 3);
        assertEquals(
                200, RawHttp.get(server.port(), "/api/v1/limits", key(), from).status());
        assertProblem(
                RawHttp.get(server.port(), "/api/v1/limits", wrong, "X-Forwarded-For: 192.0.2.72"), 401, "bad-key");
    }

    @Test
    void strangerWhoForwards_isNamedOnceInTheLog() {
        for (int i = 0; i < 3; i++) {
            handshake("u1", "198.51.100." + i + ", 192.0.2.81");
        }
        Pattern line = Pattern.compile("192\\.0\\.2\\.81 sends X-Forwarded-For.*lifeline\\.trusted-proxies");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertEquals(1, line.matcher(server.log()).results().count()));
    }

    @Test
    void throughNginx_limitsAreTheClientsAndTheirAnswersArrive() throws IOException {
        try (Nginx nginx = Nginx.before(server.port(), folder, UnaryOperator.identity())) {
            for (int i = 0; i < PER_ADDRESS; i++) {
                openAt(nginx.address("u" + i), "192.0.2.91");
            }
            RawHttp.Answer refused = RawHttp.get(nginx.port(), "/web/count/u9", upgrade("X-Forwarded-For: 192.0.2.91"));
            assertProblem(refused, 429, "too-many-connections", "192.0.2.91 has met a limit");
            assertSoon(refused);
            assertEquals(
                    101,
                    RawHttp.get(nginx.port(), "/web/count/u9", upgrade("X-Forwarded-For: 192.0.2.92"))
                            .status());
            assertEquals(404, RawHttp.get(nginx.port(), "/api/v1/limits", key()).status(), "private");
            opened.forEach(RawSocket::tear);
            opened.clear();
            await().atMost(PATIENCE).untilAsserted(() -> assertEquals(0, now("connections")));
        }
    }

    /** Nobody named it, but users with tokens of their own came through it: all behind it must not share one limit. */
    @Test
    void evidentProxy_isSparedForTokensAndForNothingElse(@TempDir Path proxied) throws IOException {
        String proxy = "X-Forwarded-For: 198.51.100.1, 203.0.113.7";
        String[] settings = Stream.concat(
                        Stream.of(Tokens.settings()),
                        Stream.of("lifeline.handshakes.per-address=1", "lifeline.connections.per-address=6"))
                .toArray(String[]::new);
        try (LifelineServer closed = LifelineServer.start(proxied, List.of(), settings)) {
            List<RawSocket> users = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                String token = Tokens.of("u" + i, Duration.ofHours(1));
                users.add(RawSocket.open(closed.address("u" + i), proxy, "Authorization: Bearer " + token));
                assertServes(users.get(i));
            }
            // Without a token they have what is left of ten, and one more a second.
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertProblem(
                            RawHttp.get(closed.port(), "/web/count/u1", proxy),
                            429,
                            "too-many-handshakes",
                            "203.0.113.7"));
            users.add(RawSocket.open(
                    closed.address("u1"), proxy, "Authorization: Bearer " + Tokens.of("u1", Duration.ofHours(1))));
            users.forEach(RawSocket::close);
        }
    }

    private RawSocket open(String user, String address) throws IOException {
        return openAt(server.address(user), address);
    }

    /** Serving, it has its place: that is taken after the 101 is on its way. */
    private RawSocket openAt(String url, String address) throws IOException {
        RawSocket socket = RawSocket.open(url, "X-Forwarded-For: " + address);
        opened.add(socket);
        assertServes(socket);
        return socket;
    }

    /** A handshake that is hung up as soon as it is answered. */
    private static RawHttp.Answer handshake(String user, String address) {
        return RawHttp.get(server.port(), "/web/count/" + user, upgrade("X-Forwarded-For: " + address));
    }

    private static RawHttp.Answer get(String user, String address) {
        return RawHttp.get(server.port(), "/web/count/" + user, "X-Forwarded-For: " + address);
    }

    /** Asks more often than may be at once, which counts as the handshakes do; then shakes hands, which is too often. */
    private static RawHttp.Answer untilRefused(String address) {
        for (int i = 0; i < 50 * BURST; i++) {
            RawHttp.Answer answer = get("u1", address);
            if (answer.status() == 429) {
                return handshake("u1", address);
            }
        }
        throw new AssertionError("never refused");
    }

    private static String[] upgrade(String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(more));
        return lines.toArray(String[]::new);
    }

    /** Of an examination that has just begun. */
    private static String nonce() {
        String answer = Http.get(
                        server.http() + "/web/count/u1?doctor=new&next",
                        "Authorization",
                        "Bearer " + LifelineServer.PUSH_KEY)
                .body();
        return Lines.json(answer).getAsJsonObject("next").get("nonce").getAsString();
    }

    private static String key() {
        return "Authorization: Bearer " + LifelineServer.PUSH_KEY;
    }

    private static int now(String limit) {
        return limit(limit).get("now").getAsInt();
    }

    private static long met(String limit) {
        return limit(limit).get("met").getAsLong();
    }

    private static JsonObject limit(String name) {
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
    private static String untilClosed(RawSocket socket) throws IOException {
        RawSocket.Arrived frame = socket.read(PATIENCE);
        while (frame.opcode() != RawSocket.CLOSE) {
            frame = socket.read(PATIENCE);
        }
        return frame.text();
    }

    private static void assertServes(RawSocket socket) throws IOException {
        assertEquals("in", fate(socket));
    }

    /** Whether a connection serves; otherwise what it was closed with. */
    private static String fate(RawSocket socket) throws IOException {
        socket.send(RawSocket.TEXT, "ping");
        RawSocket.Arrived frame = socket.read(PATIENCE);
        while (frame.opcode() == RawSocket.TEXT && !frame.text().equals("pong")) {
            frame = socket.read(PATIENCE);
        }
        return frame.opcode() == RawSocket.TEXT ? "in" : frame.text();
    }

    private static void assertProblem(RawHttp.Answer answer, int status, String name, String... words) {
        assertEquals(status, answer.status(), answer::text);
        assertTrue(answer.text().contains("urn:lifeline:problem:" + name + "\""), answer::text);
        for (String word : words) {
            assertTrue(answer.text().contains(word), answer::text);
        }
    }

    /** Within the spread of those who find no room. */
    private static void assertSoon(RawHttp.Answer answer) {
        int seconds = Integer.parseInt(retryAfter(answer));
        assertTrue(seconds >= 5 && seconds < 15, answer::text);
    }

    private static String retryAfter(RawHttp.Answer answer) {
        return Pattern.compile("(?i)\\r\\nRetry-After: (\\d+)\\r\\n")
                .matcher(answer.text())
                .results()
                .map(MatchResult::group)
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.text()));
    }
}
