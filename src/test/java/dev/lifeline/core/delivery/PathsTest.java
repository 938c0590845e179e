package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.JsonObject;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Peer;
import dev.lifeline.core.session.RecordingPeer;
import dev.lifeline.core.session.SilentConnection;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PathsTest extends DeliveryFixture {

    private static final UserId U1 = new UserId("u1");
    private static final PathKey HOME = new PathKey("127.0.0.1", "192.0.2.0/24");

    @BeforeEach
    void start() {
        path = HOME;
        paths.start();
    }

    @Test
    void settledClient_isAskedToMeasureAndItsHeartbeatFollows() {
        Client page = v1("u1");
        assertInterval(25_000, page.welcome());
        JsonObject longest = lease(page, 380);
        SilentConnection probe = open(longest);
        JsonObject second = lease(page, 235);
        assertFalse(page.hasMore(), "one handshake at a time");
        open(second);
        open(lease(page, 29));
        pass(60, page);
        probe.closed(true);
        probed(page, longest, "cut");
        JsonObject heartbeat = page.next("heartbeat");
        assertEquals(48_000, heartbeat.get("interval").getAsLong());
        assertEquals(10_000, heartbeat.get("patience").getAsLong());
        assertInterval(48_000, v1("u1").welcome());
        assertInterval(25_000, v1("u2").welcome());
    }

    @Test
    void otherUsersWord_isNotBelieved() {
        Client page = v1("u1");
        page.welcome();
        JsonObject lease = lease(page, 380);
        Client liar = v1("u2");
        liar.welcome();
        RecordingPeer peer = new RecordingPeer();
        String id = lease.get("lease").getAsString();
        assertNull(paths.open(id, new UserId("u2"), HOME, peer));
        assertNull(paths.open(id, U1, new PathKey("127.0.0.1", "198.51.100.0/24"), peer));
        SilentConnection probe = open(lease);
        assertNull(paths.open(id, U1, HOME, peer), "it is good for one handshake");
        lease(page, 235);
        pass(10, page, liar);
        probe.closed(true);
        probed(liar, lease, "cut");
        assertFalse(page.hasMore());
        assertFalse(liar.hasMore());
    }

    @Test
    void probeThatABalancerGaveToAnotherProxy_isTriedAgain() {
        Client page = v1("u1");
        page.welcome();
        JsonObject lease = lease(page, 380);
        PathKey other = new PathKey("127.0.0.2", HOME.network());
        assertNull(paths.open(lease.get("lease").getAsString(), U1, other, new RecordingPeer()));
        executor.runAll();
        probed(page, lease, "void");
        open(lease(page, 380));
        lease(page, 235);
    }

    @Test
    void endOfTheLiveConnection_endsItsProbes() {
        Client page = v1("u1");
        page.welcome();
        RecordingPeer peer = new RecordingPeer();
        assertNotNull(paths.open(lease(page, 380).get("lease").getAsString(), U1, HOME, peer));
        lease(page, 235);
        page.closed();
        assertEquals("<close 4004 this measurement is over>", peer.next());
    }

    @Test
    void clientThatDoesNotMeasure_isNotAskedAgain() {
        Client page = v1("u1");
        page.welcome();
        probed(page, lease(page, 380), "metered");
        for (int i = 0; i < 300; i++) {
            pass(20, page);
        }
        assertFalse(page.hasMore());
    }

    @Test
    void plainPage_isNeverAsked() {
        Client page = plain("u1");
        for (int i = 0; i < 30; i++) {
            pass(20, page);
        }
        assertFalse(page.hasMore());
    }

    @Test
    void cutThatItsClientConfirms_shortensTheInterval() {
        Client before = client("u1", Level.V1, "tab", null);
        before.welcome();
        time.pass(Duration.ofSeconds(27));
        before.closed();
        Client after = client("u1", Level.V1, "tab", null);
        assertInterval(25_000, after.welcome());
        after.says("{\"type\":\"last\",\"code\":1006,\"silence\":27000}");
        assertEquals(12_500, after.next("heartbeat").get("interval").getAsLong());
        after.says("{\"type\":\"last\",\"code\":1006,\"silence\":27000}");
        assertFalse(after.hasMore(), "one end is told once");
    }

    @Test
    void newsOfAPath_reachesItsOtherConnectionsWithinASecond() {
        Client other = v1("u1");
        other.welcome();
        Client before = client("u1", Level.V1, "tab", null);
        before.welcome();
        pass(27, other);
        before.closed();
        Client after = client("u1", Level.V1, "tab", null);
        after.welcome();
        after.says("{\"type\":\"last\",\"code\":1006,\"silence\":27000}");
        after.next("heartbeat");
        pass(1, after);
        assertEquals(12_500, other.next("heartbeat").get("interval").getAsLong());
    }

    @Test
    void wordOfAnotherClient_explainsNoEnd() {
        Client before = client("u1", Level.V1, "tab", null);
        before.welcome();
        time.pass(Duration.ofSeconds(27));
        before.closed();
        Client other = client("u1", Level.V1, "phone", null);
        other.welcome();
        other.says("{\"type\":\"last\",\"code\":1006,\"silence\":27000}");
        assertFalse(other.hasMore());
    }

    @Test
    void closedLaptop_isNoEvidence() {
        Client before = client("u1", Level.V1, "tab", null);
        before.welcome();
        time.pass(Duration.ofSeconds(27));
        before.closed();
        time.pass(Duration.ofSeconds(61));
        Client after = client("u1", Level.V1, "tab", null);
        after.welcome();
        after.says("{\"type\":\"last\",\"code\":1006,\"silence\":27000}");
        assertFalse(after.hasMore());
    }

    @Test
    void clientBehindAKnownProxy_hearsWhoCutIt() {
        Client before = client("u1", Level.V1, "tab", null);
        before.welcome();
        pass(60, before);
        time.pass(Duration.ofSeconds(60));
        before.peer.forget();
        before.closed();
        Client after = client("u1", Level.V1, "tab", null);
        after.welcome();
        after.says("{\"type\":\"last\",\"code\":1006,\"silence\":60000}");
        JsonObject diagnosis = after.next("diagnosis");
        assertEquals("idle-limit", diagnosis.get("cause").getAsString());
        assertEquals(
                "nginx",
                diagnosis
                        .getAsJsonArray("hops")
                        .get(0)
                        .getAsJsonObject()
                        .get("name")
                        .getAsString());
        after.next("heartbeat");
    }

    @Test
    void plainPageThatComesBack_isBelievedToHaveBeenCut() {
        Client before = plain("u1");
        time.pass(Duration.ofSeconds(26));
        before.closed();
        plain("u1");
        assertEquals(Duration.ofMillis(12_500), limits.interval(HOME, U1));
    }

    @Test
    void badReport_isRefusedByName() {
        Client page = v1("u1");
        page.welcome();
        page.says("{\"type\":\"probed\",\"lease\":\"x\",\"result\":\"fine\"}");
        assertEquals(
                "result 'fine' is no result of a probe",
                page.next("refused").get("content").getAsString());
        page.says("{\"type\":\"last\",\"code\":\"x\"}");
        assertEquals("bad-message", page.next("refused").get("code").getAsString());
        page.says("{\"type\":\"probed\",\"lease\":\"unknown\",\"result\":\"cut\"}");
        assertFalse(page.hasMore());
    }

    /** Lets time pass until the page is asked. */
    private JsonObject lease(Client page, long silence) {
        for (int i = 0; i < 31 && !page.hasMore(); i++) {
            pass(1, page);
        }
        JsonObject lease = page.next("probe");
        assertEquals(silence * 1_000, lease.get("silence").getAsLong());
        return lease;
    }

    private SilentConnection open(JsonObject lease) {
        SilentConnection opened = paths.open(lease.get("lease").getAsString(), U1, HOME, new RecordingPeer());
        executor.runAll();
        return opened;
    }

    private static void probed(Client page, JsonObject lease, String result) {
        page.says("{\"type\":\"probed\",\"lease\":" + lease.get("lease") + ",\"result\":\"" + result + "\"}");
    }

    /** The pages are heard all the while. */
    private void pass(long seconds, Client... pages) {
        for (long i = 0; i < seconds; i++) {
            time.pass(Duration.ofSeconds(1));
            for (Client page : pages) {
                page.connection.heard();
            }
        }
        executor.runAll();
    }

    private static void assertInterval(long millis, JsonObject welcome) {
        assertEquals(
                millis, welcome.getAsJsonObject("heartbeat").get("interval").getAsLong());
    }

    @Test
    void probeThatIsGivenUp_isClosed() {
        Client page = v1("u1");
        page.welcome();
        RecordingPeer peer = new RecordingPeer();
        JsonObject lease = lease(page, 380);
        assertNotNull(paths.open(lease.get("lease").getAsString(), U1, HOME, peer));
        JsonObject second = lease(page, 235);
        probed(page, second, "refused");
        assertEquals("<close 4004 this measurement is over>", peer.next());
    }

    @Test
    void probeThatGotItsEcho_isClosed() {
        Client page = v1("u1");
        page.welcome();
        RecordingPeer peer = new RecordingPeer();
        SilentConnection probe = thirdProbe(page, peer);
        pass(30, page);
        probe.received("ping");
        assertEquals("pong", peer.next());
        assertEquals("<close 4004 this measurement is over>", peer.next());
        executor.runAll();
        page.next("probe");
    }

    @Test
    void probeThatWasDropped_isClosed_sinceItsClientCannot() {
        Client page = v1("u1");
        page.welcome();
        RecordingPeer peer = new RecordingPeer();
        thirdProbe(page, peer);
        pass(40, page);
        probed(page, third, "dropped");
        assertEquals("<close 4004 this measurement is over>", peer.next());
        page.peer.forget();
    }

    private JsonObject third = new JsonObject();

    private SilentConnection thirdProbe(Client page, RecordingPeer peer) {
        open(lease(page, 380));
        open(lease(page, 235));
        third = lease(page, 29);
        return paths.open(third.get("lease").getAsString(), U1, HOME, peer);
    }

    @Test
    void probeThatOpensWhileItsLiveConnectionEnds_isClosed() {
        Client page = v1("u1");
        page.welcome();
        RecordingPeer peer = new RecordingPeer();
        String lease = lease(page, 380).get("lease").getAsString();
        meanwhile = page::closed;
        assertNotNull(paths.open(lease, U1, HOME, peer));
        assertEquals("<close 4004 this measurement is over>", peer.next());
    }

    @Test
    void connectionThatEndsBeforeItIsTakenIn_isNotKept() {
        Client page = withToken("u1", Level.V1, Duration.ofSeconds(1));
        pass(2, page);
        page.peer.forget();
        paths.opened(page.connection, HOME, Set.of());
        assertEquals("paths of 0 connections, 0 probes", paths.toString());
    }

    @Test
    void pageThatMeasuresNoMore_leavesThePathToOthers() {
        Client page = v1("u1");
        page.welcome();
        JsonObject lease = lease(page, 380);
        page.says("{\"type\":\"probed\",\"lease\":\"unknown\",\"result\":\"metered\"}");
        assertNull(paths.open(lease.get("lease").getAsString(), U1, HOME, new RecordingPeer()));
        Client other = v1("u2");
        other.welcome();
        pass(31, page, other);
        other.next("probe");
    }

    @Test
    void reportOnALeaseThatIsNotThere_movesNothing() {
        Client page = v1("u1");
        page.welcome();
        JsonObject lease = lease(page, 380);
        pass(50, page);
        probed(page, lease, "refused");
        pass(3_610, page);
        page.says("{\"type\":\"probed\",\"lease\":\"unknown\",\"result\":\"cut\"}");
        assertFalse(page.hasMore(), "its turn comes with the timer");
    }

    @Test
    void housekeepingThatFails_goesOn() {
        Client page = v1("u1");
        page.welcome();
        Peer broken = new Peer() {
            @Override
            public void send(byte[] utf8, Completion completion) {}

            @Override
            public void ping(long number) {}

            @Override
            public void close(CloseCode code, String reason) {
                throw new IllegalStateException("broken on purpose");
            }
        };
        assertNotNull(paths.open(lease(page, 380).get("lease").getAsString(), U1, HOME, broken));
        lease(page, 235);
        pass(70, page);
        pass(3_600, page);
        RecordingPeer peer = new RecordingPeer();
        for (int i = 0; i < 310 && !page.hasMore(); i++) {
            pass(1, page);
        }
        assertNotNull(paths.open(page.next("probe").get("lease").getAsString(), U1, HOME, peer));
        executor.runAll();
        page.next("probe");
        pass(70, page);
        assertEquals("<close 4004 this measurement is over>", peer.next());
    }
}
