package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.RawSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Limits at the door of a real server: what each answers, and that nobody else notices. */
class AdmissionIT extends AdmissionFixture {

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
}
