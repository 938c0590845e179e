package dev.lifeline.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest extends ConnectionFixture {

    @Test
    void gatheredMessages_areJoinedForV1() {
        Connection connection = connect(Level.V1);
        send(connection, "{1}", "{2}", "{3}");
        flushers.runAll();
        assertEquals("[{1},{2},{3}]", peer.next());
    }

    @Test
    void singleMessage_isAnObject() {
        Connection connection = connect(Level.V1);
        send(connection, "{1}");
        flushers.runAll();
        assertEquals("{1}", peer.next());
    }

    @Test
    void plainClient_getsOneMessageAFrame() {
        Connection connection = connect(Level.PLAIN);
        send(connection, "{1}", "{2}");
        flushers.runAll();
        assertEquals("{1}", peer.next());
        assertEquals("{2}", peer.next());
    }

    @Test
    void moreThanOneFlushersShare_isAllSentInOrder() {
        Connection connection = connect(Level.PLAIN);
        for (int i = 0; i < 100; i++) {
            send(connection, "{" + i + "}");
        }
        flushers.runAll();
        for (int i = 0; i < 100; i++) {
            assertEquals("{" + i + "}", peer.next());
        }
    }

    @Test
    void joinedFrame_isBounded() {
        Connection connection = connect(Level.V1);
        String half = "{" + "x".repeat(Outbox.MAX_JOINED_BYTES / 2) + "}";
        send(connection, half, half, "{1}");
        flushers.runAll();
        assertEquals(half, peer.next());
        assertEquals("[" + half + ",{1}]", peer.next());
    }

    @Test
    void messagesDuringASend_waitForItsEnd() {
        Connection connection = connect(Level.V1);
        peer.block();
        send(connection, "{1}");
        flushers.runAll();
        assertEquals("{1}", peer.next());
        send(connection, "{2}", "{3}");
        flushers.runAll();
        peer.assertNothingMore();
        peer.complete();
        flushers.runAll();
        assertEquals("[{2},{3}]", peer.next());
    }

    @Test
    void pong_goesOutAtOnceWhereNothingWaits() {
        Connection connection = connect(Level.PLAIN);
        connection.pong();
        assertEquals("pong", peer.next());
        assertEquals(0, flushers.waiting());
        send(connection, "{1}");
        flushers.runAll();
        assertEquals("{1}", peer.next());
    }

    @Test
    void pong_isNoPartOfAnArrayAndKeepsItsTurn() {
        Connection connection = connect(Level.V1);
        send(connection, "{1}", "{2}");
        connection.pong();
        send(connection, "{3}", "{4}");
        flushers.runAll();
        assertEquals("[{1},{2}]", peer.next());
        assertEquals("pong", peer.next());
        assertEquals("[{3},{4}]", peer.next());
    }

    @Test
    void pingsOfAClientThatReadsNothing_getOnePong() {
        Connection connection = connect(Level.PLAIN);
        peer.block();
        connection.pong();
        assertEquals("pong", peer.next());
        for (int i = 0; i < 1_000; i++) {
            connection.pong();
        }
        peer.complete();
        flushers.runAll();
        assertEquals("pong", peer.next());
        peer.complete();
        flushers.runAll();
    }

    @Test
    void tooManyMessages_closeTheSlowConnection() {
        Connection connection = connect(Level.V1);
        for (int i = 0; i < 8; i++) {
            assertTrue(connection.send(Frame.json("{}")));
        }
        assertFalse(connection.send(Frame.json("{}")));
        assertEquals("<close 1013 more than 8 messages behind (lifeline.outbox.max-messages)>", peer.next());
        assertFalse(connection.send(Frame.json("{}")));
        assertEquals(List.of(connection), ended);
        flushers.runAll();
    }

    @Test
    void tooManyBytes_closeTheSlowConnection() {
        Connection connection = connect(Level.V1);
        assertTrue(connection.send(Frame.json("\u4e2d".repeat(60_000))));
        assertFalse(connection.send(Frame.json("\u4e2d".repeat(10_000))));
        assertTrue(peer.next().startsWith("<close 1013"));
        flushers.runAll();
    }

    @Test
    void sendThatMakesNoWay_isEndedAtItsDeadline() {
        Connection connection = connect(Level.V1);
        peer.block();
        send(connection, "{1}");
        flushers.runAll();
        assertEquals("{1}", peer.next());
        time.pass(Duration.ofMillis(9_900));
        peer.assertNothingMore();
        time.pass(Duration.ofMillis(200));
        assertEquals("<close 1013 a send made no progress for 10000 ms (lifeline.send-timeout)>", peer.next());
    }

    @Test
    void deadline_countsFromTheSendUnderWay() {
        Connection connection = connect(Level.V1);
        peer.block();
        for (int i = 0; i < 5; i++) {
            send(connection, "{" + i + "}");
            flushers.runAll();
            assertEquals("{" + i + "}", peer.next());
            connection.heard();
            time.pass(Duration.ofSeconds(8));
            peer.complete();
            flushers.runAll();
        }
        assertTrue(connection.isOpen());
    }

    @Test
    void laterSendThatMakesNoWay_isEndedAtItsOwnDeadline() {
        Connection connection = connect(Level.V1);
        peer.block();
        send(connection, "{1}", "{2}");
        flushers.runAll();
        assertEquals("[{1},{2}]", peer.next());
        time.pass(Duration.ofSeconds(8));
        send(connection, "{3}");
        peer.complete();
        flushers.runAll();
        assertEquals("{3}", peer.next());
        time.pass(Duration.ofMillis(9_900));
        assertTrue(connection.isOpen());
        time.pass(Duration.ofMillis(300));
        assertTrue(peer.next().startsWith("<close 1013"));
    }

    @Test
    void sendRefusedByTheContainer_endsTheConnection() {
        Connection connection = connect(Level.V1);
        peer.refuse();
        send(connection, "{1}", "{2}");
        flushers.runAll();
        assertEquals("<close 1011 the connection failed while sending>", peer.next());
        assertFalse(connection.isOpen());
    }

    @Test
    void roomInTheOutbox_comesBackWithWhatWasSent() {
        Connection connection = connect(Level.V1);
        String third = "{" + "x".repeat(60_000) + "}";
        for (int i = 0; i < 20; i++) {
            send(connection, third, third, third);
            flushers.runAll();
            for (int frame = 0; frame < 3; frame++) {
                assertEquals(third, peer.next());
            }
        }
    }

    @Test
    void pongAfterAPong_isAnsweredAgain() {
        Connection connection = connect(Level.PLAIN);
        for (int i = 0; i < 3; i++) {
            send(connection, "{1}");
            connection.pong();
            flushers.runAll();
            assertEquals("{1}", peer.next());
            assertEquals("pong", peer.next());
        }
    }

    @Test
    void closedConnection_leavesNoTimerBehind() {
        Connection connection = connect(Level.PLAIN);
        peer.block();
        send(connection, "{1}");
        flushers.runAll();
        peer.next();
        connection.closed(End.NO_CLOSE_FRAME);
        time.pass(Duration.ofMinutes(1));
        assertEquals(List.of(connection), ended);
    }

    @Test
    void frameAboveTheBound_isSentWhereNothingWaits() {
        Connection connection = connect(Level.V1);
        String large = "{" + "x".repeat(300_000) + "}";
        send(connection, large);
        flushers.runAll();
        assertEquals(large, peer.next());
    }

    @Test
    void failedSend_endsTheConnectionAndDropsTheRest() {
        Connection connection = connect(Level.V1);
        peer.block();
        send(connection, "{1}");
        flushers.runAll();
        assertEquals("{1}", peer.next());
        send(connection, "{2}");
        peer.fail(new IOException("reset"));
        flushers.runAll();
        assertEquals("<close 1011 the connection failed while sending>", peer.next());
    }

    @Test
    void close_happensOnceAndIsToldOnce() {
        Connection connection = connect(Level.PLAIN);
        connection.close(CloseCode.RESTART, "first");
        connection.close(CloseCode.OVERLOAD, "second");
        connection.closed(End.NO_CLOSE_FRAME);
        connection.closed(End.NO_CLOSE_FRAME);
        assertEquals("<close 1012 first>", peer.next());
        assertEquals(List.of(connection), ended);
    }

    @Test
    void containersEnd_closesNothingMore() {
        Connection connection = connect(Level.PLAIN);
        connection.closed(End.NO_CLOSE_FRAME);
        connection.close(CloseCode.RESTART, "too late");
        assertEquals(List.of(connection), ended);
        time.pass(Duration.ofMinutes(2));
        assertEquals(0, flushers.waiting());
    }
}
