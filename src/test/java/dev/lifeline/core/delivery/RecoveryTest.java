package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that comes back gets what it missed: whole, once, in order, or is told that it cannot. */
class RecoveryTest extends DeliveryFixture {

    @Test
    void clientWithItsPosition_getsWhatCameAfter() {
        Client first = v1("u1");
        JsonObject welcome = first.welcome();
        assertTrue(welcome.get("recovered").getAsBoolean());
        push("u1", number(1));
        push("u1", number(2));
        assertEquals(1, first.next().get("seq").getAsInt());
        first.next();
        first.closed();
        push("u1", number(3));
        pushToAll(number(4));
        Client back = client("u1", Level.V1, "c", at(1, 0));
        JsonObject again = back.welcome();
        assertTrue(again.get("recovered").getAsBoolean());
        assertEquals("{\"seq\":1,\"all\":0}", again.get("from").toString());
        assertEquals("{\"seq\":3,\"all\":1}", again.get("position").toString());
        assertEquals(2, back.nextNumber());
        assertEquals(3, back.nextNumber());
        JsonObject broadcast = back.next();
        assertEquals(4, broadcast.get("n").getAsInt());
        assertEquals(1, broadcast.get("all").getAsInt());
        assertFalse(broadcast.has("seq"));
    }

    @Test
    void clientWithoutAPosition_startsWhereAnyOfTheUsersHasGot() {
        push("u1", number(1));
        push("u1", number(2));
        Client phone = v1("u1");
        phone.welcome();
        assertEquals(1, phone.nextNumber());
        assertEquals(2, phone.nextNumber());
        phone.acks(1, 0);
        Client laptop = v1("u1");
        assertEquals("{\"seq\":1,\"all\":0}", laptop.welcome().get("from").toString());
        assertEquals(2, laptop.nextNumber());
    }

    @Test
    void positionThatCannotBeFollowed_isRefusedWhole() {
        push("u1", number(1));
        Client stranger = client("u1", Level.V1, "", new Position("other", 0, 0));
        lost(stranger, "epoch");
        Client ahead = client("u1", Level.V1, "", at(7, 0));
        lost(ahead, "ahead");
        for (int i = 0; i < CAPACITY; i++) {
            push("u1", number(i));
            stranger.next();
            ahead.next();
            stranger.acks(i + 2, 0);
            ahead.acks(i + 2, 0);
        }
        Client late = client("u1", Level.V1, "", at(0, 0));
        lost(late, "retention");
        push("u1", number(9));
        assertEquals(9, late.nextNumber());
        stranger.next();
        ahead.next();
    }

    @Test
    void whoWasBehind_isToldWhenItHasEverything() {
        for (int i = 0; i < CAPACITY; i++) {
            push("u1", number(i));
        }
        Client back = client("u1", Level.V1, "c", at(0, 0));
        back.welcome();
        assertEquals(List.of(), back.live(), "as long as it has not acknowledged, the rest waits");
        for (int i = 0; i < CAPACITY; i++) {
            back.next();
            back.acks(i + 1, 0);
        }
        assertEquals(List.of(CAPACITY + 1), back.live());
        push("u1", number(7));
        back.next();
        assertEquals(List.of(CAPACITY + 1), back.live(), "once");
    }

    @Test
    void whoMissedOnlyWhatIsGoneMeanwhile_isToldToo() {
        var brief = new PushOrder(
                List.of(new UserId("u1")), List.of(), false, number(1), null, null, Duration.ofSeconds(1));
        push.push(brief).toCompletableFuture().join();
        executor.runAll();
        wall = wall.plusSeconds(2);
        Client back = client("u1", Level.V1, "c", at(0, 0));
        assertEquals("{\"seq\":1,\"all\":0}", back.welcome().get("position").toString());
        assertEquals(List.of(1), back.live());
    }

    @Test
    void whoWasNotBehind_isToldNothing() {
        push("u1", number(1));
        Client back = client("u1", Level.V1, "c", at(1, 0));
        back.welcome();
        push("u1", number(2));
        back.next();
        assertEquals(List.of(), back.live());
    }

    private void lost(Client client, String reason) {
        JsonObject welcome = client.welcome();
        assertFalse(welcome.get("recovered").getAsBoolean());
        assertEquals(reason, welcome.get("reason").getAsString());
        assertEquals(welcome.get("position"), welcome.get("from"));
        client.assertNothingMore();
    }

    @Test
    void longAbsence_isReplayedAsTheClientAcknowledges() {
        for (int i = 0; i < CAPACITY; i++) {
            push("u1", number(i));
        }
        Client back = v1("u1");
        back.welcome();
        int seen = 0;
        while (back.hasMore()) {
            assertEquals(seen++, back.nextNumber());
        }
        assertTrue(seen <= 2 * Replayer.PAGE, "unacknowledged " + seen);
        while (seen < CAPACITY) {
            back.acks(seen, 0);
            assertTrue(back.hasMore(), "stuck behind " + seen);
            while (back.hasMore()) {
                assertEquals(seen++, back.nextNumber());
            }
        }
        back.acks(seen, 0);
        push("u1", number(seen));
        assertEquals(seen, back.nextNumber());
    }

    @Test
    void largeMessages_areReplayedAsTheyAreReadAndCutNobody() {
        String large = "x".repeat(200_000);
        for (int i = 0; i < 5; i++) {
            push("u1", "{\"type\":\"n\",\"n\":" + i + ",\"p\":\"" + large + "\"}");
        }
        for (Level level : Level.values()) {
            Client back = client("u1", level, "", null);
            if (level == Level.V1) {
                back.welcome();
            }
            for (int i = 0; i < 5; i++) {
                assertEquals(i, back.nextNumber());
            }
        }
    }

    @Test
    void newMessages_neverOvertakeTheReplay() {
        for (int i = 0; i < 100; i++) {
            push("u1", number(i));
        }
        Client back = v1("u1");
        back.welcome();
        push("u1", number(100));
        pushToAll(number(101));
        for (int i = 0; i < 102; i++) {
            assertEquals(i, back.nextNumber());
            back.acks(Math.min(i + 1, 101), i == 101 ? 1 : 0);
        }
    }

    @Test
    void messageStoredWhileTheStoreIsRead_comesOnce() {
        mailbox.slow(true);
        Client back = v1("u1");
        mailbox.answerOne();
        var unused = push.push(PushOrder.toUser(new UserId("u1"), number(1)));
        mailbox.answerAll();
        executor.runAll();
        mailbox.answerAll();
        executor.runAll();
        back.welcome();
        assertEquals(1, back.nextNumber());
        mailbox.slow(false);
        push("u1", number(2));
        assertEquals(2, back.nextNumber());
    }

    @Test
    void nothingGoesOutBeforeTheWelcome() {
        mailbox.slow(true);
        Client client = v1("u1");
        client.says("ping");
        assertFalse(client.hasMore());
        mailbox.answerAll();
        executor.runAll();
        client.welcome();
        client.next("pong");
    }

    @Test
    void sameClient_takesOverFromItsHalfOpenConnection() {
        Client old = client("u1", Level.V1, "tab1", null);
        Client other = client("u1", Level.V1, "tab2", null);
        Client again = client("u1", Level.V1, "tab1", at(0, 0));
        old.welcome();
        old.next("<close 4003 this client came back on another connection>");
        other.welcome();
        again.welcome();
        push("u1", number(1));
        assertEquals(1, other.nextNumber());
        assertEquals(1, again.nextNumber());
    }

    @Test
    void plainClient_getsItsMailOnConnectAndAgainUntilItAnswersAPing() {
        push("u1", number(1));
        Client first = plain("u1");
        assertEquals(1, first.nextNumber());
        first.closed();
        Client second = plain("u1");
        assertEquals(1, second.nextNumber());
        time.pass(Duration.ofMillis(1_100));
        executor.runAll();
        second.next("<ping>");
        second.connection.answered(second.peer.pinged());
        second.closed();
        Client third = plain("u1");
        third.assertNothingMore();
    }

    @Test
    void plainClient_isAskedOncePerSecondForWhatItHas() {
        Client client = plain("u1");
        for (int i = 0; i < 50; i++) {
            push("u1", number(i));
            assertEquals(i, client.nextNumber());
        }
        time.pass(Duration.ofMillis(1_100));
        executor.runAll();
        client.next("<ping>");
        client.connection.answered(client.peer.pinged());
        time.pass(Duration.ofSeconds(10));
        executor.runAll();
        client.assertNothingMore();
    }

    @Test
    void plainClientWhoseMailFellOut_isToldAndGetsTheRest() {
        for (int i = 0; i < CAPACITY + 5; i++) {
            push("u1", number(i));
        }
        Client client = plain("u1");
        assertTrue(client.next().get("system").getAsBoolean());
        for (int i = 5; i < CAPACITY + 5; i++) {
            assertEquals(i, client.nextNumber());
        }
        assertEquals(5, mailbox.dropped());
    }

    @Test
    void unacknowledgedMessages_areAskedForAtPatience() {
        Client client = v1("u1");
        client.welcome();
        push("u1", number(1));
        client.next();
        time.pass(Duration.ofMillis(10_100));
        executor.runAll();
        client.next("<ping>");
        time.pass(Duration.ofMillis(10_300));
        client.next("<close 4002 no answer to a Ping within 10000 ms (lifeline.heartbeat.patience)>");
    }

    @Test
    void acknowledgedMessages_costNoPing() {
        Client client = v1("u1");
        client.welcome();
        push("u1", number(1));
        client.next();
        client.acks(1, 0);
        time.pass(Duration.ofSeconds(20));
        executor.runAll();
        client.assertNothingMore();
    }

    @Test
    void acknowledgementsThatSayNothingNew_costTheStoreNothing() {
        Client client = v1("u1");
        client.welcome();
        push("u1", number(1));
        client.next();
        client.acks(1, 0);
        int takes = mailbox.takes();
        for (int i = 0; i < 100; i++) {
            client.acks(1, 0);
            client.acks(0, 0);
            client.acks(999, 999);
        }
        assertEquals(takes, mailbox.takes());
    }

    @Test
    void storeThatCannotBeRead_sendsTheClientAway() {
        mailbox.broken(true);
        Client client = v1("u1");
        client.next("<close 1013 the store cannot be read now>");
        mailbox.broken(false);
        v1("u1").welcome();
    }

    private Position at(long seq, long all) {
        return new Position(mailbox.epoch(), seq, all);
    }

    @Test
    void messageThatCannotBeRead_isLeftOutAndStopsNothing() {
        push("u1", number(1));
        var unused = mailbox.append(Post.to(List.of(new UserId("u1")), new byte[] {'?'}, NOW));
        push("u1", number(2));
        Client back = v1("u1");
        back.welcome();
        assertEquals(1, back.nextNumber());
        assertEquals(2, back.nextNumber());
        Client page = plain("u1");
        assertEquals(1, page.nextNumber());
        assertEquals(2, page.nextNumber());
        push("u1", number(3));
        assertEquals(3, back.nextNumber());
        assertEquals(3, page.nextNumber());
    }

    @Test
    void plainClientWhoReceivedNoReceipts_isToldOfNoLoss() {
        Client me = plain("u1");
        Client friend = v1("u2");
        friend.welcome();
        me.says("{\"mine\":{\"content\":\"hello\"},\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        friend.next("friend");
        friend.acks(1, 0);
        time.pass(Duration.ofMillis(1_100));
        executor.runAll();
        me.next("<ping>");
        me.connection.answered(me.peer.pinged());
        me.closed();
        for (int i = 0; i < CAPACITY; i++) {
            push("u1", number(i));
        }
        Client back = plain("u1");
        for (int i = 0; i < CAPACITY; i++) {
            assertEquals(i, back.nextNumber());
        }
        assertEquals(0, mailbox.dropped());
    }

    @Test
    void plainClientsOwnLine_isNotReplayedToHim() {
        mailbox.slow(true);
        Client me = plain("u1");
        mailbox.answerOne();
        me.says("{\"mine\":{\"content\":\"hello\"},\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        mailbox.answerLast();
        mailbox.answerAll();
        executor.runAll();
        mailbox.slow(false);
        push("u1", number(1));
        assertEquals(1, me.nextNumber());
    }

    @Test
    void plainClientBehindAGap_hasTakenNothingUnconfirmed() {
        for (int i = 0; i < 100; i++) {
            push("u1", number(i));
        }
        mailbox.slow(true);
        Client slow = plain("u1");
        mailbox.answerOne();
        mailbox.answerOne();
        executor.runAll();
        for (int i = 0; i < CAPACITY; i++) {
            var unused = push.push(PushOrder.toUser(new UserId("u1"), number(i)));
            mailbox.answerLast();
        }
        mailbox.answerAll();
        mailbox.slow(false);
        executor.runAll();
        assertEquals(0, slow.connection.feed().taken().seq());
        for (int i = 0; i < Replayer.PAGE; i++) {
            assertEquals(i, slow.nextNumber());
        }
        assertTrue(slow.next().get("system").getAsBoolean());
        for (int i = 0; i < CAPACITY; i++) {
            assertEquals(i, slow.nextNumber());
        }
    }
}
