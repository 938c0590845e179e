package dev.lifeline.core.delivery;

import static dev.lifeline.core.delivery.PushService.Outcome.OFFLINE;
import static dev.lifeline.core.delivery.PushService.Outcome.ONLINE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.ManualExecutor;
import dev.lifeline.core.ManualTime;
import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.ConnectionSettings;
import dev.lifeline.core.session.RecordingPeer;
import dev.lifeline.core.session.SessionRegistry;
import dev.lifeline.json.GsonCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushServiceTest {

    private static final UserId U1 = new UserId("u1");
    private static final UserId U2 = new UserId("u2");
    private static final UserId NOBODY = new UserId("nobody");
    private static final Outbound NEWS = new Outbound.Pushed("{\"type\":\"news\"}");

    private final ManualTime time = new ManualTime();
    private final ManualExecutor flushers = new ManualExecutor();
    private final SessionRegistry sessions = new SessionRegistry();
    private final PushService push = new PushService(sessions, new GsonCodec());

    @Test
    void toUser_reachesEveryDeviceAndCountsThem() {
        RecordingPeer phone = connect(U1);
        RecordingPeer tab = connect(U1);
        RecordingPeer other = connect(U2);
        assertEquals(2, push.toUser(U1, NEWS));
        assertEquals(0, push.toUser(NOBODY, NEWS));
        flushers.runAll();
        assertEquals("{\"type\":\"news\"}", phone.next());
        assertEquals("{\"type\":\"news\"}", tab.next());
        other.assertNothingMore();
    }

    @Test
    void toUsers_tellsWhoWasThere() {
        RecordingPeer one = connect(U1);
        assertEquals(Map.of(U1, ONLINE, NOBODY, OFFLINE), push.toUsers(List.of(U1, NOBODY), NEWS));
        flushers.runAll();
        assertEquals("{\"type\":\"news\"}", one.next());
    }

    @Test
    void toAll_countsConnectionsThatTookIt() {
        RecordingPeer one = connect(U1);
        RecordingPeer two = connect(U2);
        sessions.of(U2).get(0).close(CloseCode.RESTART, "gone");
        assertEquals(1, push.toAll(NEWS));
        flushers.runAll();
        assertEquals("{\"type\":\"news\"}", one.next());
        assertEquals("<close 1012 gone>", two.next());
        two.assertNothingMore();
    }

    private RecordingPeer connect(UserId user) {
        RecordingPeer peer = new RecordingPeer();
        ConnectionSettings settings = new ConnectionSettings(
                new HeartbeatPolicy(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                1 << 20,
                100,
                Duration.ofSeconds(10),
                time.wheel(),
                time.wheel(),
                flushers,
                flushers);
        sessions.add(new Connection("c", user, Level.PLAIN, peer, settings, ended -> {}));
        return peer;
    }
}
