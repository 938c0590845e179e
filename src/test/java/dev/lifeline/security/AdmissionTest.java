package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The gate's limits, in their order. */
class AdmissionTest {

    private static final Caller ANNA = new Caller("192.0.2.1", false);
    private static final Caller BOB = new Caller("192.0.2.2", false);
    private static final Caller PROXY = new Caller("203.0.113.7", true);

    /** Lets in whoever brings the header Login, and counts how often it was asked. */
    private static final class Login implements Authenticator {
        boolean proves = true;
        int asked;

        @Override
        public Verdict authenticate(UserId claimed, HandshakeRequest request) {
            asked++;
            return request.header("Login") == null
                    ? new Verdict.Refused(Problem.NO_TOKEN, "log in")
                    : new Verdict.Admitted(new Handshake(claimed));
        }

        @Override
        public boolean proves() {
            return proves;
        }
    }

    private final AdmissionRules rules = new AdmissionRules(12, 2, 6, 3, 1);
    private final ManualTicker ticker = new ManualTicker();
    private final LimitCounts counts = new LimitCounts();
    private final Occupancy occupancy = new Occupancy(rules, counts);
    private final Login login = new Login();
    private boolean stopping;
    private final HandshakeGate gate = new HandshakeGate(
            login,
            new OriginPolicy(List.of()),
            () -> stopping,
            new Admission(rules, occupancy, counts, ticker, new Random(1)));

    @Test
    void handshakesUpToTheBurst_areJudgedAndOneMoreIsToldWhen() {
        drain(ANNA);
        Verdict.Refused refused = refused(judge("u1", ANNA));
        assertEquals(Problem.TOO_MANY_HANDSHAKES, refused.problem());
        assertEquals(Duration.ofNanos(333_333_333), refused.retryAfter());
        assertEquals(
                "192.0.2.1 has met a limit: at most 3 handshakes a second from one address"
                        + " (lifeline.handshakes.per-address).",
                refused.detail());
        assertEquals(1, counts.count(Limit.HANDSHAKES_PER_ADDRESS));
        ticker.advance(Duration.ofSeconds(1));
        assertInstanceOf(Verdict.Admitted.class, judge("u1", ANNA));
    }

    @Test
    void oneAddressThatShakesTooFast_hurtsNoOther() {
        drain(ANNA);
        refused(judge("u1", ANNA));
        assertInstanceOf(Verdict.Admitted.class, judge("u1", BOB));
    }

    @Test
    void failedLogins_countAsHandshakes() {
        for (int i = 0; i < 30; i++) {
            assertEquals(
                    Problem.NO_TOKEN, refused(judge("u1", ANNA, "Login", null)).problem());
        }
        assertEquals(Problem.TOO_MANY_HANDSHAKES, refused(judge("u1", ANNA)).problem());
        assertEquals(30, login.asked, "who comes too fast costs no signature");
    }

    @Test
    void callerWhoIsNoClient_isNotCounted() {
        for (int i = 0; i < 8_000; i++) {
            Verdict.Admitted admitted = assertInstanceOf(Verdict.Admitted.class, judge("u" + i, Caller.UNCOUNTED));
            assertNull(admitted.handshake().address());
        }
    }

    @Test
    void fullServer_answersBeforeAllElse() {
        drain(ANNA);
        for (int i = 0; i < 12; i++) {
            open("u" + i, Caller.UNCOUNTED);
        }
        Verdict.Refused refused = refused(judge("u1", ANNA));
        assertEquals(Problem.FULL, refused.problem());
        assertEquals(
                "The server has met a limit: at most 12 connections (lifeline.connections.max).", refused.detail());
        assertEquals(Problem.FULL, refused(judge("u1", BOB, "Login", null)).problem());
        assertEquals(2, counts.count(Limit.CONNECTIONS));
        assertEquals(Problem.BAD_USER_ID, refused(judge("..", ANNA)).problem(), "what is wrong for good comes first");
        stopping = true;
        assertEquals(Problem.STOPPING, refused(judge("u1", BOB)).problem());
    }

    @Test
    void thoseWhoFindNoRoom_areSpread() {
        for (int i = 0; i < 12; i++) {
            open("u" + i, Caller.UNCOUNTED);
        }
        TreeSet<Long> waits = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            waits.add(refused(judge("u", Caller.UNCOUNTED)).retryAfter().toSeconds());
        }
        assertEquals(List.of(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L), new ArrayList<>(waits));
    }

    @Test
    void addressWithAllItsConnections_isRefusedBeforeOriginAndLogin() {
        for (int i = 0; i < 6; i++) {
            open("u" + i, ANNA);
        }
        int asked = login.asked;
        Verdict.Refused refused = refused(judge("u8", ANNA, "Origin", "http://evil.example"));
        assertEquals(Problem.TOO_MANY_CONNECTIONS, refused.problem());
        assertTrue(refused.detail().contains("at most 6 connections from one address"), refused.detail());
        assertTrue(refused.retryAfter().toSeconds() >= 5);
        assertEquals(1, counts.count(Limit.CONNECTIONS_PER_ADDRESS));
        assertEquals(asked, login.asked);
        assertEquals(
                Problem.FOREIGN_ORIGIN,
                refused(judge("u8", BOB, "Origin", "http://evil.example")).problem());
    }

    @Test
    void userWithAllHisConnections_isRefusedOnceHeIsKnown() {
        open("u1", ANNA);
        open("u1", BOB);
        Verdict.Refused refused = refused(judge("u1", BOB));
        assertEquals(Problem.TOO_MANY_CONNECTIONS, refused.problem());
        assertEquals(
                "u1 has met a limit: at most 2 connections of one user (lifeline.connections.per-user).",
                refused.detail());
        assertEquals(1, counts.count(Limit.CONNECTIONS_PER_USER));
        assertEquals(Problem.NO_TOKEN, refused(judge("u1", BOB, "Login", null)).problem(), "a stranger learns nothing");
        assertInstanceOf(Verdict.Admitted.class, judge("u2", BOB));
    }

    @Test
    void clientThatComesBack_isLetInOverItsOwnConnection() {
        open("u1", ANNA, "?client", "c1");
        open("u1", ANNA, "?client", "c2");
        assertInstanceOf(Verdict.Admitted.class, judge("u1", ANNA, "?client", "c1"));
        assertEquals(
                Problem.TOO_MANY_CONNECTIONS,
                refused(judge("u1", ANNA, "?client", "c3")).problem());
    }

    @Test
    void probe_isNotRefusedForItsUser() {
        open("u1", ANNA);
        open("u1", ANNA);
        assertInstanceOf(Verdict.Admitted.class, judge("u1", ANNA, "?probe", "0123456789abcdef0123456789abcdef"));
    }

    @Test
    void plainGet_getsTheSameVerdict() {
        open("u1", ANNA);
        open("u1", ANNA);
        assertEquals(
                Problem.TOO_MANY_CONNECTIONS,
                refused(judge("u1", ANNA, "Upgrade", null)).problem());
        assertEquals(
                Problem.UPGRADE_REQUIRED,
                refused(judge("u2", ANNA, "Upgrade", null)).problem());
    }

    @Test
    void evidentProxy_isSparedForThoseWhoProveWhoTheyAre() {
        crowd(PROXY, 5);
        drain(PROXY);
        Verdict.Admitted admitted = assertInstanceOf(Verdict.Admitted.class, judge("u7", PROXY));
        assertNull(admitted.handshake().address(), "nor do their connections count for it");
        for (int i = 0; i < 7; i++) {
            open("v" + i, PROXY);
        }
    }

    @Test
    void userBehindAnEvidentProxy_countsByHimself() {
        crowd(PROXY, 5);
        for (int i = 0; i < 30; i++) {
            assertInstanceOf(Verdict.Admitted.class, judge("u7", PROXY));
        }
        Verdict.Refused refused = refused(judge("u7", PROXY));
        assertEquals(Problem.TOO_MANY_HANDSHAKES, refused.problem());
        assertTrue(refused.detail().startsWith("user u7 has met a limit"), refused::detail);
        assertInstanceOf(Verdict.Admitted.class, judge("u8", PROXY));
    }

    @Test
    void strangersBehindAnEvidentProxy_countAsBefore() {
        crowd(PROXY, 5);
        for (int i = 0; i < 25; i++) {
            // What the first five left of thirty.
            assertEquals(
                    Problem.NO_TOKEN, refused(judge("u1", PROXY, "Login", null)).problem());
        }
        assertEquals(
                Problem.TOO_MANY_HANDSHAKES,
                refused(judge("u1", PROXY, "Login", null)).problem());
        assertInstanceOf(Verdict.Admitted.class, judge("u1", PROXY));
    }

    @Test
    void loginsThatProveNothing_makeNoProxyEvident() {
        login.proves = false;
        crowd(PROXY, 30);
        Verdict.Refused refused = refused(judge("u1", PROXY));
        assertEquals(Problem.TOO_MANY_HANDSHAKES, refused.problem());
    }

    /** Such as an examination's: anybody's, who has its nonce. */
    @Test
    void loginThatProvesNothing_isCountedBehindAnEvidentProxyToo() {
        crowd(PROXY, 5);
        login.proves = false;
        Verdict.Admitted admitted = assertInstanceOf(Verdict.Admitted.class, judge("u1", PROXY));
        assertEquals("203.0.113.7", admitted.handshake().address());
        drain(PROXY);
        assertEquals(Problem.TOO_MANY_HANDSHAKES, refused(judge("u1", PROXY)).problem());
    }

    @Test
    void fewUsersOverAndOver_makeNoProxyEvident() {
        for (int i = 0; i < 30; i++) {
            judge("u" + i % 4, PROXY);
        }
        assertEquals(Problem.TOO_MANY_HANDSHAKES, refused(judge("u1", PROXY)).problem());
    }

    /** Different users, each with a login that admits him. */
    private void crowd(Caller caller, int users) {
        for (int i = 0; i < users; i++) {
            assertInstanceOf(Verdict.Admitted.class, judge("w" + i, caller));
        }
    }

    /** Takes what is left of an address's handshakes. */
    private void drain(Caller caller) {
        for (int i = 0; i < 30; i++) {
            judge("u1", caller, "Login", null);
        }
    }

    private void open(String user, Caller caller, String... headers) {
        Verdict.Admitted admitted = assertInstanceOf(Verdict.Admitted.class, judge(user, caller, headers));
        assertEquals(Optional.empty(), occupancy.place(admitted.handshake()).take());
    }

    /** A handshake with a login, and these headers and, with a question mark, parameters; null takes one away. */
    private Verdict judge(String user, Caller caller, String... headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(Map.of("Host", "a.example", "Upgrade", "websocket", "Connection", "Upgrade", "Login", "yes"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return gate.judge(
                new HandshakeRequest(
                        user,
                        "GET",
                        name -> all.get(name) == null ? List.of() : List.of(all.get(name)),
                        name -> all.get("?" + name)),
                caller);
    }

    private static Verdict.Refused refused(Verdict verdict) {
        return assertInstanceOf(Verdict.Refused.class, verdict);
    }
}
