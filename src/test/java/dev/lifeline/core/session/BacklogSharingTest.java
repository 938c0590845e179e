package dev.lifeline.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualExecutor;
import dev.lifeline.core.ManualTime;
import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for all connections together: counted once, given back once, and nobody pays for another. */
class BacklogSharingTest {

    private static final int MAX = 100_000;

    private final ManualTime time = new ManualTime();
    private final ManualExecutor flushers = new ManualExecutor();
    private final Backlog backlog = new Backlog(MAX);
    private final LimitCounts counts = new LimitCounts();
    private final SessionRegistry sessions = new SessionRegistry();
    private final List<RecordingPeer> peers = new ArrayList<>();

    @Test
    void whatIsGoneByTheSecondWeighing_isNeverCounted() {
        Connection reader = connect();
        for (int i = 0; i < 10; i++) {
            reader.send(json(1_000));
            sessions.forEach(Connection::weigh);
            assertEquals(0, backlog.bytes());
            flushers.runAll();
        }
        sessions.forEach(Connection::weigh);
        assertEquals(0, backlog.bytes());
    }

    @Test
    void whatWaits_isCountedWithWhatIsUnderWay() {
        Connection slow = connectSlow();
        slow.send(json(1_000));
        slow.send(json(500));
        flushers.runAll();
        slow.send(json(2_000));
        weighTwice();
        // An array of both: two brackets and a comma more.
        int underWay = 1_000 + 500 + 3;
        assertEquals(underWay + 2_000 + Backlog.OVERHEAD, backlog.bytes());
        peers.get(0).complete();
        assertEquals(0, backlog.bytes());
    }

    @Test
    void whatIsUnderWay_countsUntilTheContainerHasSeenTheEnd() {
        Connection slow = connectSlow();
        slow.send(json(1_000));
        flushers.runAll();
        slow.send(json(2_000));
        weighTwice();
        slow.close(CloseCode.KICKED, "test");
        assertEquals(1_000, backlog.bytes());
        slow.closed(End.NO_CLOSE_FRAME);
        assertEquals(0, backlog.bytes());
        peers.get(0).fail(new IllegalStateException("closed"));
        assertEquals(0, backlog.bytes());
    }

    @Test
    void oneSlowReader_takesHalfOfAll() {
        Connection slow = connectSlow();
        while (slow.isOpen()) {
            // The last one came when there was still room for it.
            assertTrue(backlog.bytes() <= MAX / 2 + 1_000 + Backlog.OVERHEAD, backlog.bytes() + " wait");
            slow.send(json(1_000));
            flushers.runAll();
            weighTwice();
        }
        assertEquals(
                "<close 1013 too far behind while others are too: all together may be 100000 bytes"
                        + " (lifeline.backlog.max-bytes)>",
                last(peers.get(0)));
        assertEquals(1, counts.count(Limit.BACKLOG));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 60})
    void manySlowReaders_leaveRoomAndNeverTakeMoreThanAll(int count) {
        List<Connection> slow = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slow.add(connectSlow());
        }
        Connection healthy = connect();
        for (int round = 0; round < 400; round++) {
            for (Connection each : slow) {
                each.send(json(300));
            }
            healthy.send(json(300));
            flushers.runAll();
            sessions.forEach(Connection::weigh);
            assertTrue(backlog.bytes() <= MAX, backlog.bytes() + " wait");
        }
        assertTrue(healthy.isOpen());
        assertTrue(slow.stream().noneMatch(Connection::isOpen));
    }

    @Test
    void emptyOutbox_takesOneMessageHoweverLittleIsFree() {
        backlog.add(MAX);
        Connection slow = connectSlow();
        slow.send(json(10));
        flushers.runAll();
        slow.send(json(5_000));
        weighTwice();
        weighTwice();
        assertTrue(slow.isOpen());
        slow.send(json(10));
        weighTwice();
        assertFalse(slow.isOpen());
    }

    @Test
    void broadcastToManyThatAreBusy_countsOnceAndCutsNobody() {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(connectSlow());
        }
        all.forEach(connection -> connection.send(json(10)));
        flushers.runAll();
        Frame large = json(30_000);
        Frame numbered = large.withAll(7);
        all.forEach(connection -> connection.send(connection.hashCode() % 2 == 0 ? large : numbered));
        weighTwice();
        assertEquals(200 * (10 + Backlog.OVERHEAD) + 30_000, backlog.bytes());
        assertTrue(all.stream().allMatch(Connection::isOpen));
    }

    @Test
    void greetingThatGoesFirst_keepsTheCountRight() {
        Connection late = open(new RecordingPeer(), Level.V1);
        late.send(json(100));
        late.send(json(200));
        weighTwice();
        late.start(json(50));
        weighTwice();
        assertEquals(350 + 3 * Backlog.OVERHEAD, backlog.bytes());
        flushers.runAll();
        weighTwice();
        assertEquals(0, backlog.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappens_everythingIsGivenBackOnce(int seed) {
        Random random = new Random(seed);
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(random.nextBoolean() ? connect() : connectSlow());
        }
        List<Frame> broadcasts =
                List.of(json(10), json(100), json(3_000), json(100).withAll(3));
        for (int step = 0; step < 20_000; step++) {
            int at = random.nextInt(all.size());
            Connection connection = all.get(at);
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> connection.send(broadcasts.get(random.nextInt(broadcasts.size())));
                case 3 -> connection.send(json(2 + random.nextInt(500)));
                case 4 -> connection.pong();
                case 5 -> flushers.runAll();
                case 6 -> sessions.forEach(Connection::weigh);
                case 7 -> peers.get(at).completeIfUnderWay();
                default -> {
                    if (random.nextInt(200) == 0) {
                        connection.close(CloseCode.KICKED, "test");
                    } else if (random.nextInt(200) == 0) {
                        connection.closed(End.NO_CLOSE_FRAME);
                    }
                }
            }
            assertTrue(backlog.bytes() >= 0, "more was given back than counted");
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).closed(End.NO_CLOSE_FRAME);
            if (random.nextBoolean()) {
                peers.get(i).completeIfUnderWay();
            }
        }
        flushers.runAll();
        assertEquals(0, backlog.bytes());
    }

    @Test
    void rounds_goOnByThemselves() {
        Connection slow = connectSlow();
        slow.send(json(1_000));
        flushers.runAll();
        new Rounds(sessions, time.wheel()).start();
        time.pass(Rounds.EVERY);
        assertEquals(0, backlog.bytes());
        time.pass(Rounds.EVERY.plusMillis(100));
        assertEquals(1_000, backlog.bytes());
        peers.get(0).complete();
        slow.send(json(700));
        flushers.runAll();
        time.pass(Rounds.EVERY.multipliedBy(3));
        assertEquals(700, backlog.bytes());
    }

    private void weighTwice() {
        sessions.forEach(Connection::weigh);
        sessions.forEach(Connection::weigh);
    }

    private Connection connect() {
        Connection connection = open(new RecordingPeer(), Level.V1);
        connection.start(null);
        return connection;
    }

    private Connection connectSlow() {
        RecordingPeer peer = new RecordingPeer();
        peer.block();
        Connection connection = open(peer, Level.V1);
        connection.start(null);
        return connection;
    }

    private Connection open(RecordingPeer peer, Level level) {
        peers.add(peer);
        Connection connection = new Connection(
                "c" + peers.size(),
                new UserId("u" + peers.size()),
                level,
                Client.UNNAMED,
                peer,
                new ConnectionSettings(
                        new HeartbeatPolicy(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                        Limits.of(1 << 20, 10_000, backlog, counts),
                        time.wheel(),
                        time.wheel(),
                        flushers,
                        flushers),
                new QuietListener() {
                    @Override
                    public void ended(Connection connection, End end) {
                        sessions.remove(connection);
                    }
                });
        sessions.add(connection);
        return connection;
    }

    /** An object of so many bytes. */
    private static Frame json(int bytes) {
        return Frame.json("{" + "x".repeat(bytes - 2) + "}");
    }

    private static String last(RecordingPeer peer) {
        String last = null;
        for (String event = peer.poll(); event != null; event = peer.poll()) {
            last = event;
        }
        return last;
    }
}
