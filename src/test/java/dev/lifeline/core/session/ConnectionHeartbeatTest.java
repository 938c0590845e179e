package dev.lifeline.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionHeartbeatTest extends ConnectionFixture {

    @Test
    void silence_isAskedThenGivenUp() {
        Connection connection = connect(Level.PLAIN);
        time.pass(Duration.ofMillis(27_400));
        assertEquals(0, flushers.waiting());
        time.pass(Duration.ofMillis(200));
        flushers.runAll();
        pingers.runAll();
        assertEquals("<ping>", peer.next());
        time.pass(Duration.ofMillis(9_800));
        assertTrue(connection.isOpen());
        time.pass(Duration.ofMillis(400));
        assertEquals("<close 4002 no answer to a Ping within 10000 ms (lifeline.heartbeat.patience)>", peer.next());
        assertEquals(List.of(connection), ended);
    }

    @Test
    void answeredPings_keepASilentConnectionForEver() {
        Connection connection = connect(Level.PLAIN);
        for (int i = 0; i < 100; i++) {
            time.pass(Duration.ofMillis(27_600));
            flushers.runAll();
            pingers.runAll();
            assertEquals("<ping>", peer.next());
            connection.heard();
        }
        assertTrue(connection.isOpen());
    }

    @Test
    void clientThatBeats_isNeverPinged() {
        Connection connection = connect(Level.V1);
        for (int i = 0; i < 100; i++) {
            time.pass(Duration.ofSeconds(25));
            connection.heard();
        }
        assertEquals(0, flushers.waiting());
    }

    @Test
    void silenceOfBothSides_isBorneOnceTheOtherIsHeard() {
        Connection connection = connect(Level.V1);
        time.pass(Duration.ofSeconds(20));
        send(connection, "{}");
        flushers.runAll();
        time.pass(Duration.ofSeconds(3));
        send(connection, "{}");
        flushers.runAll();
        peer.forget();
        assertEquals(List.of(), survived);
        connection.heard();
        connection.heard();
        time.pass(Duration.ofSeconds(7));
        connection.heard();
        assertEquals(List.of(20L, 7L), seconds(survived));
        // The last byte counts, whoever sent it.
        time.pass(Duration.ofSeconds(5));
        send(connection, "{}");
        flushers.runAll();
        peer.forget();
        time.pass(Duration.ofSeconds(9));
        connection.closed(End.NO_CLOSE_FRAME);
        assertEquals(End.How.CUT, ends.get(0).how());
        assertEquals(9, ends.get(0).silence().toSeconds());
        assertEquals(44, ends.get(0).lifetime().toSeconds());
    }

    @Test
    void answeredPing_bearsTheSilenceBeforeIt() {
        Connection connection = connect(Level.PLAIN);
        time.pass(Duration.ofMillis(27_600));
        flushers.runAll();
        pingers.runAll();
        assertEquals("<ping>", peer.next());
        time.pass(Duration.ofSeconds(2));
        connection.answered(peer.pinged());
        assertEquals(List.of(27L), seconds(survived));
    }

    @Test
    void end_tellsWhoseItWas() {
        connect(Level.V1).closed(1001);
        Connection ours = connect(Level.V1);
        ours.close(dev.lifeline.core.protocol.CloseCode.KICKED, "because");
        ours.closed(End.NO_CLOSE_FRAME);
        peer.forget();
        assertEquals(
                List.of("THEIRS 1001", "OURS 4503"),
                ends.stream().map(end -> end.how() + " " + end.code()).toList());
    }

    @Test
    void anotherPolicy_isFollowedAtOnce() {
        Connection connection = connect(Level.PLAIN);
        time.pass(Duration.ofSeconds(8));
        connection.beat(new HeartbeatPolicy(Duration.ofSeconds(5), Duration.ofSeconds(10)));
        time.pass(Duration.ofMillis(100));
        pingers.runAll();
        assertEquals("<ping>", peer.next());
        connection.answered(peer.pinged());
        connection.beat(new HeartbeatPolicy(Duration.ofSeconds(100), Duration.ofSeconds(10)));
        time.pass(Duration.ofSeconds(109));
        pingers.runAll();
        peer.assertNothingMore();
        time.pass(Duration.ofSeconds(2));
        pingers.runAll();
        assertEquals("<ping>", peer.next());
        connection.answered(peer.pinged());
        // One chain of beats, however often the policy changed.
        time.pass(Duration.ofSeconds(109));
        pingers.runAll();
        peer.assertNothingMore();
    }

    private static List<Long> seconds(List<Duration> durations) {
        return durations.stream().map(Duration::toSeconds).toList();
    }

    @Test
    void processThatSlept_expiresNobody() {
        Connection connection = connect(Level.PLAIN);
        time.pass(Duration.ofSeconds(20));
        time.jump(Duration.ofHours(8));
        assertTrue(connection.isOpen());
        assertEquals(0, flushers.waiting());
        time.pass(Duration.ofSeconds(7));
        flushers.runAll();
        pingers.runAll();
        assertEquals("<ping>", peer.next());
        time.jump(Duration.ofHours(8));
        assertTrue(connection.isOpen());
    }

    @Test
    void ping_waitsUntilEverythingElseHasGone() {
        Connection connection = connect(Level.V1);
        peer.block();
        time.pass(Duration.ofSeconds(20));
        send(connection, "{1}");
        flushers.runAll();
        assertEquals("{1}", peer.next());
        time.pass(Duration.ofMillis(7_600));
        pingers.runAll();
        send(connection, "{2}");
        flushers.runAll();
        peer.assertNothingMore();
        peer.unblock();
        peer.complete();
        flushers.runAll();
        assertEquals("{2}", peer.next());
        peer.assertNothingMore();
        pingers.runAll();
        assertEquals("<ping>", peer.next());
    }

    @Test
    void queuedPing_holdsNoMessageBack() {
        Connection connection = connect(Level.PLAIN);
        time.pass(Duration.ofMillis(27_600));
        assertEquals(1, pingers.waiting());
        send(connection, "{1}");
        flushers.runAll();
        assertEquals("{1}", peer.next());
        pingers.runAll();
        assertEquals("<ping>", peer.next());
    }

    @Test
    void pongHeardBeforeThePingReturns_isItsAnswer() {
        Connection connection = connect(Level.PLAIN);
        time.pass(Duration.ofMillis(27_600));
        peer.duringPing(() -> {
            connection.heard();
            time.pass(Duration.ofMillis(200));
        });
        pingers.runAll();
        assertEquals("<ping>", peer.next());
        time.pass(Duration.ofSeconds(20));
        assertTrue(connection.isOpen());
    }

    @Test
    void failedPing_endsTheConnection() {
        Connection connection = connect(Level.PLAIN);
        peer.failPings();
        time.pass(Duration.ofMillis(27_600));
        flushers.runAll();
        pingers.runAll();
        assertEquals("<ping>", peer.next());
        assertEquals("<close 1011 the connection failed while sending>", peer.next());
        assertFalse(connection.isOpen());
    }

    @Test
    void pongThatTakesLongerThanASecond_isNotAskedForAgain() {
        Connection connection = connect(Level.PLAIN);
        connection.feed().pageDone(connection.feed().given(), true);
        connection.deliver(1, 0, Frame.json("{1}"), null);
        flushers.runAll();
        assertEquals("{1}", peer.next());
        time.pass(Duration.ofMillis(1_100));
        pingers.runAll();
        assertEquals("<ping>", peer.next());
        long number = peer.pinged();
        connection.heard();
        time.pass(Duration.ofMillis(1_100));
        pingers.runAll();
        connection.answered(number);
        assertEquals(List.of(1L), confirmed.stream().map(Position::seq).toList());
    }

    @Test
    void systemWithoutThreads_endsTheConnectionAndStrandsNothing() {
        Connection connection = connect(Level.PLAIN);
        flushers.exhaust();
        connection.send(Frame.json("{1}"));
        assertEquals("<close 1011 the connection failed while sending>", peer.next());
        assertFalse(connection.isOpen());
    }
}
