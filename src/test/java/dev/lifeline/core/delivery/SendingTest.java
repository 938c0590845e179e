package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pages send: stored once, answered, and seen by whom it concerns. */
class SendingTest extends DeliveryFixture {

    private static final UserId U1 = new UserId("u1");

    @Test
    void send_isAnsweredWithItsPlaceInTheSendersStream() {
        Client me = v1("u1");
        Client phone = v1("u1");
        Client friend = v1("u2");
        welcome(me, phone, friend);
        me.says(send("a", "u2", "hello"));
        JsonObject sent = me.next("sent");
        assertEquals("{\"seq\":1,\"type\":\"sent\",\"cid\":\"a\",\"timestamp\":" + NOW + "}", sent.toString());
        JsonObject mine = phone.next("friend");
        assertTrue(mine.get("mine").getAsBoolean());
        assertEquals("u2", mine.get("id").getAsString());
        JsonObject theirs = friend.next("friend");
        assertFalse(theirs.get("mine").getAsBoolean());
        assertEquals("u1", theirs.get("id").getAsString());
        assertEquals(1, theirs.get("seq").getAsInt());
    }

    @Test
    void sameCidAgain_isAnsweredAndReachesNobodyTwice() {
        Client me = v1("u1");
        Client friend = v1("u2");
        welcome(me, friend);
        me.says(send("a", "u2", "hello"));
        me.next("sent");
        friend.next("friend");
        wall = wall.plus(Duration.ofMinutes(1));
        me.says(send("a", "u2", "hello"));
        assertEquals(
                "{\"type\":\"sent\",\"cid\":\"a\",\"timestamp\":" + NOW + "}",
                me.next("sent").toString());
        me.says(send("a", "u2", "something else"));
        assertEquals("conflict", me.next("refused").get("code").getAsString());
        me.says(send("a", "u3", "hello"));
        assertEquals("conflict", me.next("refused").get("code").getAsString());
    }

    @Test
    void sameCidOfAnother_isAnotherMessage() {
        Client me = v1("u1");
        Client friend = v1("u2");
        welcome(me, friend);
        me.says(send("a", "u2", "hello"));
        friend.says(send("a", "u1", "hello"));
        me.next("sent");
        friend.next("friend");
        friend.next("sent");
        me.next("friend");
    }

    @Test
    void senderWhoIsNotUpToDate_isAnsweredNowAndGetsHisOwnInItsTurn() {
        for (int i = 0; i < 150; i++) {
            push("u1", number(i));
        }
        Client me = v1("u1");
        me.welcome();
        me.says(send("a", "u2", "hello"));
        int seen = 0;
        boolean answered = false;
        JsonObject last = new JsonObject();
        while (me.hasMore()) {
            JsonObject next = me.next();
            boolean isAnswer = next.get("type").getAsString().equals("sent");
            answered |= isAnswer;
            if (isAnswer) {
                assertFalse(next.has("seq"));
            } else {
                assertEquals(++seen, next.get("seq").getAsInt());
                last = next;
            }
            me.acks(seen, 0);
        }
        assertTrue(answered);
        assertEquals(151, seen);
        assertTrue(last.get("mine").getAsBoolean());
    }

    @Test
    void fullDisk_isRefusedForNow() {
        Client me = v1("u1");
        welcome(me);
        mailbox.full(true);
        me.says(send("a", "u2", "hello"));
        JsonObject refused = me.next("refused");
        assertEquals("unavailable", refused.get("code").getAsString());
        assertEquals("a", refused.get("cid").getAsString());
        mailbox.full(false);
        me.says(send("a", "u2", "hello"));
        me.next("sent");
    }

    @Test
    void nothingIsDeliveredBeforeItIsDurable() {
        Client me = v1("u1");
        Client friend = v1("u2");
        welcome(me, friend);
        mailbox.slow(true);
        me.says(send("a", "u2", "hello"));
        assertFalse(me.hasMore());
        assertFalse(friend.hasMore());
        mailbox.answerAll();
        executor.runAll();
        me.next("sent");
        friend.next("friend");
    }

    @Test
    void delivered_isToldWhenTheFriendsClientAcknowledges() {
        Client me = v1("u1");
        Client friend = v1("u2");
        Client phone = v1("u2");
        welcome(me, friend, phone);
        for (String cid : List.of("a", "b", "c")) {
            me.says(send(cid, "u2", "hello"));
            me.next("sent");
            friend.next("friend");
            phone.next("friend");
        }
        friend.acks(2, 0);
        assertEquals(
                "{\"seq\":4,\"type\":\"delivered\",\"id\":\"u2\",\"cid\":\"b\"}",
                me.next().toString());
        phone.acks(2, 0);
        me.assertNothingMore();
        phone.acks(99, 99);
        assertEquals("c", me.next("delivered").get("cid").getAsString());
    }

    @Test
    void deliveredWhileTheSenderIsAway_waitsForHimAndOnlyTheNewest() {
        Client me = v1("u1");
        Client friend = v1("u2");
        welcome(me, friend);
        me.says(send("a", "u2", "hello"));
        me.says(send("b", "u2", "hello"));
        me.next("sent");
        me.next("sent");
        me.acks(2, 0);
        me.closed();
        friend.next("friend");
        friend.next("friend");
        friend.acks(1, 0);
        friend.acks(2, 0);
        Client back = v1("u1");
        back.welcome();
        assertEquals("b", back.next("delivered").get("cid").getAsString());
    }

    @Test
    void positionAheadOfAllAcknowledgements_countsAsDelivered() {
        Client me = v1("u1");
        Client friend = v1("u2");
        welcome(me, friend);
        me.says(send("a", "u2", "hello"));
        me.next("sent");
        friend.next("friend");
        friend.closed();
        Client back = client("u2", Level.V1, "", new Position(mailbox.epoch(), 1, 0));
        back.welcome();
        assertEquals("a", me.next("delivered").get("cid").getAsString());
    }

    @Test
    void plainFriend_countsAsReachedWhenAPongShowsIt() {
        Client me = v1("u1");
        Client friend = plain("u2");
        welcome(me);
        me.says(send("a", "u2", "hello"));
        me.next("sent");
        friend.next("friend");
        time.pass(Duration.ofMillis(1_100));
        executor.runAll();
        friend.next("<ping>");
        me.assertNothingMore();
        friend.connection.answered(friend.peer.pinged());
        executor.runAll();
        me.next("delivered");
    }

    @Test
    void read_isToldToTheWriterOfThatLineOnly() {
        Client me = v1("u1");
        Client friend = v1("u2");
        Client third = v1("u3");
        welcome(me, friend, third);
        me.says(send("a", "u2", "hello"));
        me.next("sent");
        friend.next("friend");
        friend.says("{\"type\":\"read\",\"to\":{\"id\":\"u1\",\"type\":\"friend\"},\"cid\":\"a\"}");
        assertEquals(
                "{\"seq\":2,\"type\":\"read\",\"id\":\"u2\",\"cid\":\"a\"}",
                me.next().toString());
        third.says("{\"type\":\"read\",\"to\":{\"id\":\"u1\",\"type\":\"friend\"},\"cid\":\"a\"}");
        third.says("{\"type\":\"read\",\"to\":{\"id\":\"u1\",\"type\":\"friend\"},\"cid\":\"never\"}");
        me.assertNothingMore();
    }

    @Test
    void typing_fliesByToWhoIsThere() {
        Client me = v1("u1");
        Client friend = v1("u2");
        Client plain = plain("u2");
        welcome(me, friend);
        me.says("{\"type\":\"typing\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        assertEquals(
                "{\"type\":\"typing\",\"id\":\"u1\",\"in\":\"friend\",\"fromid\":\"u1\"}",
                friend.next().toString());
        plain.assertNothingMore();
        me.says("{\"type\":\"typing\",\"to\":{\"id\":\"g1\",\"type\":\"group\"}}");
        assertEquals("g1", friend.next("typing").get("id").getAsString());
        me.says("{\"type\":\"typing\",\"to\":{\"id\":\"g9\",\"type\":\"group\"}}");
        assertEquals("not-a-member", me.next("refused").get("code").getAsString());
    }

    @Test
    void recall_takesTheLineBackEverywhere() throws Exception {
        Client me = v1("u1");
        Client friend = plain("u2");
        welcome(me);
        me.says(send("a", "u2", "oops"));
        me.next("sent");
        friend.next("friend");
        me.says("{\"type\":\"recall\",\"cid\":\"a\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        me.next("sent");
        assertEquals(
                "{\"type\":\"delMsg\",\"cid\":\"a\",\"userId\":\"u1\",\"toType\":\"friend\",\"toId\":\"u2\"}",
                friend.next().toString());
        Client late = client("u2", Level.V1, "", new Position(mailbox.epoch(), 0, 0));
        late.welcome();
        late.next("delMsg");
        History history = new History(mailbox, directory, codec);
        assertTrue(history.read(U1, Conversation.friend(new UserId("u2")), Long.MAX_VALUE, 10)
                .toCompletableFuture()
                .join()
                .isEmpty());
        me.says("{\"type\":\"recall\",\"cid\":\"a\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        me.next("sent");
    }

    @Test
    void recall_isForOnesOwnLinesAndForTwoMinutes() {
        Client me = v1("u1");
        Client friend = plain("u2");
        welcome(me);
        me.says(send("a", "u2", "hello"));
        me.next("sent");
        friend.next("friend");
        friend.says("{\"mine\":{},\"to\":{\"type\":\"delMsg\",\"cid\":\"a\",\"id\":\"u1\",\"toType\":\"friend\"}}");
        assertEquals("not-recallable", friend.next("refused").get("code").getAsString());
        wall = wall.plus(Duration.ofSeconds(121));
        me.says("{\"type\":\"recall\",\"cid\":\"a\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        assertEquals("not-recallable", me.next("refused").get("code").getAsString());
    }

    @Test
    void history_showsEachSideItsOwnLinesNewestFirst() throws Exception {
        Client me = v1("u1");
        Client friend = plain("u2");
        welcome(me);
        for (String cid : List.of("a", "b", "c")) {
            me.says(send(cid, "u2", "line " + cid));
            me.next("sent");
            friend.next("friend");
        }
        History history = new History(mailbox, directory, codec);
        List<History.Line> page = history.read(new UserId("u2"), Conversation.friend(U1), Long.MAX_VALUE, 2)
                .toCompletableFuture()
                .join();
        assertEquals(
                List.of("line c", "line b"),
                page.stream().map(line -> line.chat().content()).toList());
        List<History.Line> earlier = history.read(
                        U1, Conversation.friend(new UserId("u2")), page.get(1).id(), 2)
                .toCompletableFuture()
                .join();
        assertEquals(1, earlier.size());
    }

    @Test
    void applicationsMessages_areHandledOnceInTheirOrderAndAnswered() {
        List<String> handled = new ArrayList<>();
        application.on("order", (user, json) -> handled.add(user + " " + json));
        Client me = v1("u1");
        welcome(me);
        me.says("{\"type\":\"order\",\"cid\":\"a\",\"what\":1}");
        me.says("{\"type\":\"order\",\"what\":2}");
        assertFalse(me.hasMore());
        handlers.runAll();
        executor.runAll();
        assertEquals(
                List.of("u1 {\"type\":\"order\",\"cid\":\"a\",\"what\":1}", "u1 {\"type\":\"order\",\"what\":2}"),
                handled);
        assertEquals("a", me.next("sent").get("cid").getAsString());
        me.says("{\"type\":\"order\",\"cid\":\"a\",\"what\":1}");
        handlers.runAll();
        executor.runAll();
        assertEquals(2, handled.size());
        me.next("sent");
    }

    @Test
    void applicationsException_isItsOwn() {
        application.on("order", (user, json) -> {
            throw new IllegalStateException("out of stock");
        });
        Client me = v1("u1");
        welcome(me);
        me.says("{\"type\":\"order\",\"cid\":\"a\"}");
        handlers.runAll();
        executor.runAll();
        JsonObject refused = me.next("refused");
        assertEquals("failed", refused.get("code").getAsString());
        assertFalse(refused.toString().contains("stock"));
        me.says("ping");
        me.next("pong");
    }

    @Test
    void applicationThatIsTooSlow_isToldAsBusy() {
        application.on("order", (user, json) -> {});
        Client me = v1("u1");
        welcome(me);
        for (int i = 0; i <= AppHandlers.MAX_WAITING_OF_ONE; i++) {
            me.says("{\"type\":\"order\",\"cid\":\"" + i + "\"}");
        }
        assertEquals("busy", me.next("refused").get("code").getAsString());
        handlers.runAll();
        executor.runAll();
        for (int i = 0; i < AppHandlers.MAX_WAITING_OF_ONE; i++) {
            assertEquals("" + i, me.next("sent").get("cid").getAsString());
        }
    }

    @Test
    void stop_tellsClientsWhenToComeBack() {
        Client me = v1("u1");
        Client plain = plain("u2");
        welcome(me);
        gateway.sayGoodbye();
        executor.runAll();
        assertTrue(me.next("bye").get("after").getAsLong() >= 0);
        gateway.stop();
        me.next("<close 1012 the server is stopping>");
        plain.next("<close 1012 the server is stopping>");
    }

    private static String send(String cid, String friend, String content) {
        return "{\"type\":\"send\",\"cid\":\"" + cid + "\",\"to\":{\"id\":\"" + friend
                + "\",\"type\":\"friend\"},\"content\":\"" + content + "\"}";
    }

    private static void welcome(Client... clients) {
        for (Client client : clients) {
            client.welcome();
        }
    }

    @Test
    void messageSentAgainOverTheNextConnection_isHandledOnce() {
        List<String> handled = new ArrayList<>();
        List<Client> again = new ArrayList<>();
        String order = "{\"type\":\"order\",\"cid\":\"a\"}";
        Client me = client("u1", Level.V1, "tab", null);
        me.welcome();
        application.on("order", (user, json) -> {
            handled.add(json);
            if (again.isEmpty()) {
                again.add(client("u1", Level.V1, "tab", null));
                again.get(0).says(order);
                handlers.runAll();
            }
        });
        me.says(order);
        handlers.runAll();
        executor.runAll();
        me.next("<close 4003 this client came back on another connection>");
        again.get(0).welcome();
        again.get(0).next("sent");
        assertEquals(List.of(order), handled);
    }

    @Test
    void applicationsTypeOfAnyLength_isHandled() {
        String type = "orders.of-a-customer-who-likes-long-names.v1";
        List<String> handled = new ArrayList<>();
        application.on(type, (user, json) -> handled.add(user));
        Client me = v1("u1");
        welcome(me);
        me.says("{\"type\":\"" + type + "\"}");
        handlers.runAll();
        assertEquals(List.of("u1"), handled);
    }

    @Test
    void friendsIdTypedOnAnotherSystem_isTheSameConversation() throws Exception {
        Client me = v1("u1");
        Client phone = v1("u1");
        Client friend = v1("Zo\u00eb");
        welcome(me, phone, friend);
        me.says(send("a", "Zoe\u0308", "hello"));
        me.next("sent");
        assertEquals("Zo\u00eb", phone.next("friend").get("id").getAsString());
        friend.next("friend");
        var history = new History(mailbox, directory, codec);
        assertEquals(
                1,
                history.read(new UserId("Zo\u00eb"), Conversation.friend(U1), Long.MAX_VALUE, 20)
                        .toCompletableFuture()
                        .join()
                        .size());
    }

    @Test
    void historyBehindLinesThatWereTakenBack_isFound() throws Exception {
        Client me = v1("u1");
        Client friend = v1("u2");
        welcome(me, friend);
        for (String cid : List.of("a", "b", "c")) {
            me.says(send(cid, "u2", "hello"));
            me.next("sent");
            friend.next("friend");
        }
        for (String cid : List.of("b", "c")) {
            me.says("{\"type\":\"recall\",\"cid\":\"" + cid + "\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
            me.next("sent");
            friend.next("delMsg");
        }
        var history = new History(mailbox, directory, codec);
        var lines = history.read(U1, Conversation.friend(new UserId("u2")), Long.MAX_VALUE, 1)
                .toCompletableFuture()
                .join();
        assertEquals("a", lines.get(0).chat().cid());
        assertEquals(1, lines.size());
    }

    @Test
    void receipt_replacesNoPushOfABackEnd() {
        Client friend = v1("u2");
        friend.welcome();
        Client me = v1("u1");
        me.welcome();
        var unused = push.push(new PushOrder(List.of(U1), List.of(), false, number(1), null, "delivered u2", null));
        executor.runAll();
        assertEquals(1, me.nextNumber());
        me.says(send("a", "u2", "hello"));
        me.next("sent");
        friend.next("friend");
        friend.acks(1, 0);
        me.next("delivered");
        Client phone = v1("u1");
        phone.welcome();
        assertEquals(1, phone.nextNumber());
        phone.next("friend");
        phone.next("delivered");
    }
}
