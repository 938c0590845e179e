package dev.lifeline.core.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualExecutor;
import dev.lifeline.core.ManualTime;
import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** One connection on a clock, executors and a network that the test moves. */
abstract class ConnectionFixture {

    final ManualTime time = new ManualTime();
    final ManualExecutor flushers = new ManualExecutor();
    final ManualExecutor pingers = new ManualExecutor();
    final RecordingPeer peer = new RecordingPeer();
    final List<Connection> ended = new ArrayList<>();
    final List<End> ends = new ArrayList<>();
    final List<Duration> survived = new ArrayList<>();
    final List<Position> confirmed = new ArrayList<>();
    private final ConnectionListener listener = new QuietListener() {
        @Override
        public void ended(Connection connection, End end) {
            ended.add(connection);
            ends.add(end);
        }

        @Override
        public void survived(Connection connection, Duration silence) {
            survived.add(silence);
        }

        @Override
        public void confirmed(Connection connection, Position position) {
            confirmed.add(position);
        }
    };

    @AfterEach
    void everythingWasRead() {
        peer.assertNothingMore();
    }

    final Connection connect(Level level) {
        ConnectionSettings settings = new ConnectionSettings(
                new HeartbeatPolicy(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                Limits.ofOutbox(200_000, level == Level.PLAIN ? 100 : 8),
                time.wheel(),
                time.wheel(),
                flushers,
                pingers);
        Connection connection = new Connection("c1", new UserId("u1"), level, Client.UNNAMED, peer, settings, listener);
        connection.feed().begin(new Position("e", 0, 0), new Position("e", 0, 0));
        connection.feed().pageDone(new Position("e", 0, 0), true);
        connection.start(null);
        return connection;
    }

    static void send(Connection connection, String... frames) {
        for (String frame : frames) {
            assertTrue(connection.send(Frame.json(frame)));
        }
    }
}
