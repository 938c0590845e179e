package dev.lifeline.core.delivery;

import static dev.lifeline.core.delivery.PushResult.Outcome.OFFLINE;
import static dev.lifeline.core.delivery.PushResult.Outcome.ONLINE;
import static dev.lifeline.core.delivery.PushResult.Outcome.QUEUED;
import static dev.lifeline.core.delivery.PushResult.Outcome.UNKNOWN_GROUP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PushServiceTest extends DeliveryFixture {

    private static final UserId U1 = new UserId("u1");
    private static final UserId U2 = new UserId("u2");

    @Test
    void push_tellsForEachReceiverWhetherHeIsThere() {
        Client phone = plain("u1");
        Client tab = v1("u1");
        tab.welcome();
        PushResult.Accepted accepted = accepted(order(List.of(U1, U2), List.of("g9"), null, null, null, number(1)));
        assertEquals(Map.of(U1, ONLINE, U2, QUEUED), accepted.users());
        assertEquals(Map.of("g9", UNKNOWN_GROUP), accepted.unknownGroups());
        assertEquals(2, accepted.connections());
        assertEquals(1, phone.nextNumber());
        assertEquals("{\"seq\":1,\"type\":\"n\",\"n\":1}", tab.next().toString());
    }

    @Test
    void groupsMembers_getItOnceEach() {
        Client u1 = plain("u1");
        PushResult.Accepted accepted = accepted(order(List.of(U1), List.of("g1", "g2"), null, null, null, number(1)));
        assertEquals(6, accepted.users().size());
        assertEquals(1, u1.nextNumber());
    }

    @Test
    void sameId_pushesOnceAndAnotherMessageConflicts() {
        Client u1 = plain("u1");
        PushOrder order = order(List.of(U1), List.of(), "order-1", null, null, number(1));
        assertFalse(accepted(order).repeated());
        assertTrue(accepted(order).repeated());
        assertInstanceOf(
                PushResult.Conflict.class, result(order(List.of(U1), List.of(), "order-1", null, null, number(2))));
        assertEquals(1, u1.nextNumber());
    }

    @Test
    void topic_replacesWhatWaits() {
        for (int i = 0; i < 10; i++) {
            accepted(order(List.of(U1), List.of(), null, "unread", null, number(i)));
        }
        Client u1 = v1("u1");
        u1.welcome();
        assertEquals(9, u1.nextNumber());
    }

    @Test
    void ttl_endsDelivery() {
        accepted(order(List.of(U1), List.of(), null, null, Duration.ofSeconds(30), number(1)));
        wall = wall.plus(Duration.ofSeconds(31));
        plain("u1").assertNothingMore();
    }

    @Test
    void ttlOfZero_reachesWhoIsThereAndIsNotStored() {
        Client u1 = v1("u1");
        u1.welcome();
        PushResult.Accepted accepted =
                accepted(order(List.of(U1, U2), List.of(), null, null, Duration.ZERO, number(1)));
        assertEquals(Map.of(U1, ONLINE, U2, OFFLINE), accepted.users());
        assertEquals("{\"type\":\"n\",\"n\":1}", u1.next().toString());
        plain("u2").assertNothingMore();
    }

    @Test
    void toAll_reachesWhoIsThereAndWhoComes() {
        Client u1 = v1("u1");
        u1.welcome();
        plain("u3").closed();
        pushToAll(number(1));
        assertEquals("{\"all\":1,\"type\":\"n\",\"n\":1}", u1.next().toString());
        assertEquals(1, plain("u3").nextNumber());
        plain("newcomer").assertNothingMore();
    }

    @Test
    void unknownUsers_areRefusedWhereTheSettingSaysSo() {
        PushService strict = new PushService(sessions, mailbox, codec, new NobodyKnown(), true, clock);
        PushResult.Accepted accepted = assertInstanceOf(
                PushResult.Accepted.class,
                strict.push(PushOrder.toUser(U1, number(1)))
                        .toCompletableFuture()
                        .join());
        assertEquals(Map.of(U1, PushResult.Outcome.UNKNOWN_USER), accepted.users());
        plain("u1").assertNothingMore();
    }

    @Test
    void tooManyReceivers_areRefused() {
        List<UserId> many = IntStream.rangeClosed(0, PushService.MAX_RECEIVERS)
                .mapToObj(i -> new UserId("x" + i))
                .toList();
        assertThrows(
                IllegalArgumentException.class, () -> push.push(order(many, List.of(), null, null, null, number(1))));
    }

    @Test
    void kick_endsAllConnectionsForGood() {
        Client phone = plain("u1");
        Client tab = v1("u1");
        tab.welcome();
        assertEquals(2, push.kick(U1, "you were logged out"));
        phone.next("<close 4503 you were logged out>");
        tab.next("<close 4503 you were logged out>");
        assertEquals(0, push.kick(U1, "again"));
    }

    @Test
    void oneOfManyDevices_getsWhatItMissedAndNoMore() {
        Client tab = v1("u1");
        tab.welcome();
        push("u1", number(1));
        tab.next();
        tab.acks(1, 0);
        Client laptop = client("u1", Level.V1, "laptop", new Position(mailbox.epoch(), 0, 0));
        laptop.welcome();
        assertEquals(1, laptop.nextNumber());
    }

    private static PushOrder order(
            List<UserId> users, List<String> groups, String id, String topic, Duration ttl, String json) {
        return new PushOrder(users, groups, false, json, id, topic, ttl);
    }

    private PushResult result(PushOrder order) {
        PushResult result = push.push(order).toCompletableFuture().join();
        executor.runAll();
        return result;
    }

    private PushResult.Accepted accepted(PushOrder order) {
        return assertInstanceOf(PushResult.Accepted.class, result(order));
    }
}
