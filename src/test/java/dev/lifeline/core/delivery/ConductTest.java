package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.limits.Rate;
import dev.lifeline.core.session.ConnectionLimits;
import dev.lifeline.core.session.End;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that talk too fast, or say what is refused, and those beside them. */
class ConductTest extends DeliveryFixture {

    private static final String TOO_FAST = "<close 4005 more than 2 messages a second (lifeline.rate.messages)>";
    private static final String REFUSED_TOO_OFTEN =
            "<close 1008 more than 3 refused messages a minute (lifeline.rate.faults)>";

    private LimitCounts counts;

    @Override
    ConnectionLimits limits() {
        counts = new LimitCounts();
        return new ConnectionLimits(
                OUTBOX_BYTES,
                10_000,
                Duration.ofSeconds(10),
                Rate.perSecond(2, 10),
                Rate.perMinute(3, 3),
                new Backlog(Long.MAX_VALUE),
                counts);
    }

    @Test
    void burst_isTakenAndOneMoreClosesWith4005() {
        Client u1 = v1("u1");
        Client u2 = v1("u2");
        u2.welcome();
        for (int i = 0; i < 11; i++) {
            u1.says(line("u2", "line " + i, "c" + i));
        }
        assertEquals(TOO_FAST, lastOf(u1));
        assertEquals(1, counts.count(Limit.MESSAGE_RATE));
        for (int i = 0; i < 10; i++) {
            assertEquals("line " + i, u2.next("friend").get("content").getAsString());
        }
        u2.says(line("u1", "I go on", "d"));
        assertTrue(u2.connection.isOpen());
        u2.peer.forget();
    }

    @Test
    void linesThatWereStored_areKnownWhenTheyAreSentAgain() {
        Client u1 = v1("u1");
        Client u2 = v1("u2");
        u2.welcome();
        for (int i = 0; i < 15; i++) {
            u1.says(line("u2", "line " + i, "c" + i));
        }
        assertEquals(TOO_FAST, lastOf(u1));
        u1.connection.closed(End.NO_CLOSE_FRAME);
        Client back = v1("u1");
        for (int i = 0; i < 10; i++) {
            back.says(line("u2", "line " + i, "c" + i));
        }
        assertTrue(back.connection.isOpen());
        time.pass(Duration.ofSeconds(5));
        for (int i = 10; i < 15; i++) {
            back.says(line("u2", "line " + i, "c" + i));
        }
        for (int i = 0; i < 15; i++) {
            assertEquals("line " + i, u2.next("friend").get("content").getAsString());
        }
        back.peer.forget();
        u2.peer.forget();
    }

    @Test
    void whoTalksInTheirTime_isNeverCut() {
        Client u1 = plain("u1");
        for (int i = 0; i < 100; i++) {
            u1.says("{\"type\":\"typing\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
            time.pass(Duration.ofMillis(500));
            u1.connection.heard();
        }
        assertTrue(u1.connection.isOpen());
        u1.peer.forget();
    }

    @Test
    void acknowledgementsAndPings_areNoMessages() {
        Client u1 = v1("u1");
        for (int i = 0; i < 50; i++) {
            u1.acks(i, 0);
            u1.says("ping");
        }
        assertTrue(u1.connection.isOpen());
        u1.peer.forget();
    }

    @Test
    void refusedTooOften_closesWith1008() {
        Client u1 = plain("u1");
        for (int i = 0; i < 4; i++) {
            assertTrue(u1.connection.isOpen());
            u1.says("no json");
        }
        assertEquals(REFUSED_TOO_OFTEN, lastOf(u1));
        assertEquals(1, counts.count(Limit.FAULT_RATE));
    }

    @Test
    void refusedOnceInAWhile_isNotCut() {
        Client u1 = plain("u1");
        for (int i = 0; i < 20; i++) {
            u1.says("no json");
            time.pass(Duration.ofSeconds(20));
            u1.connection.heard();
        }
        assertTrue(u1.connection.isOpen());
        u1.peer.forget();
    }

    @Test
    void refusedByAStoreThatIsAway_isNobodysFault() {
        Client u1 = v1("u1");
        mailbox.full(true);
        for (int i = 0; i < 8; i++) {
            u1.says(line("u2", "line", "c" + i));
        }
        assertTrue(u1.connection.isOpen());
        assertEquals(0, counts.count(Limit.FAULT_RATE));
        mailbox.full(false);
        u1.peer.forget();
    }

    @Test
    void refusedTooOftenByTheStoresAnswer_closesToo() {
        Client u1 = v1("u1");
        for (int i = 0; i < 5; i++) {
            u1.says(line("u2", "another line " + i, "same"));
        }
        assertFalse(u1.connection.isOpen());
        assertEquals(REFUSED_TOO_OFTEN, lastOf(u1));
    }

    private static String line(String to, String content, String cid) {
        return "{\"type\":\"send\",\"cid\":\"" + cid + "\",\"to\":{\"id\":\"" + to
                + "\",\"type\":\"friend\"},\"content\":\"" + content + "\"}";
    }

    private static String lastOf(Client client) {
        String last = null;
        for (String event = client.peer.poll(); event != null; event = client.peer.poll()) {
            last = event;
        }
        return last;
    }
}
