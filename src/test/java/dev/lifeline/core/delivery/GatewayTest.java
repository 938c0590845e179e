package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.core.ManualExecutor;
import dev.lifeline.core.ManualTime;
import dev.lifeline.core.directory.DemoDirectory;
import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.path.CutDiagnosis;
import dev.lifeline.core.path.Hops;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.PathLimits;
import dev.lifeline.core.path.PathRules;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.ConnectionSettings;
import dev.lifeline.core.session.End;
import dev.lifeline.core.session.Limits;
import dev.lifeline.core.session.RecordingPeer;
import dev.lifeline.core.session.SessionRegistry;
import dev.lifeline.doctor.CutTexts;
import dev.lifeline.json.GsonCodec;
import dev.lifeline.rig.Lines;
import dev.lifeline.store.DataStore;
import dev.lifeline.store.MvStoreMailbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));

    private final ManualTime time = new ManualTime();
    private final ManualExecutor executor = new ManualExecutor();
    private final SessionRegistry sessions = new SessionRegistry();
    private final GsonCodec codec = new GsonCodec(16, new LimitCounts());
    private final DemoDirectory directory = new DemoDirectory("/a/");
    private final Mailbox mailbox =
            new MvStoreMailbox(DataStore.inMemory(() -> 0), new Retention(Duration.ofDays(7), 1_000, 1 << 20), CLOCK);
    private final PushService push = new PushService(sessions, mailbox, codec, directory, false, CLOCK);
    private final AppHandlers application = new AppHandlers(executor);
    private final List<Client> clients = new ArrayList<>();
    private Gateway gateway = gateway(true);

    @AfterEach
    void everythingWasRead() {
        clients.forEach(client -> client.peer.assertNothingMore());
    }

    @Test
    void friendMessage_carriesTheDirectorysNamesAndReachesEveryDevice() {
        Client u1 = connect("u1", Level.PLAIN);
        Client u2 = connect("u2", Level.PLAIN);
        Client u2Phone = connect("u2", Level.PLAIN);
        settle(u1, u2, u2Phone);
        u1.says(Lines.toFriend("u2", "hello", "x1"));
        String expected = "{\"type\":\"friend\",\"id\":\"u1\",\"username\":\"林小雨\",\"avatar\":\"/a/u1.svg\","
                + "\"content\":\"hello\",\"cid\":\"x1\",\"fromid\":\"u1\",\"timestamp\":1700000000000,\"mine\":false}";
        assertEquals(expected, u2.peer.next());
        assertEquals(expected, u2Phone.peer.next());
    }

    @Test
    void ownMessage_reachesTheOtherDeviceAsMine() {
        Client tab = connect("u1", Level.PLAIN);
        Client phone = connect("u1", Level.PLAIN);
        Client u2 = connect("u2", Level.PLAIN);
        settle(tab, phone, u2);
        tab.says(Lines.toFriend("u2", "hello", "x1"));
        u2.peer.next();
        JsonObject mine = phone.nextJson();
        assertTrue(mine.get("mine").getAsBoolean());
        assertEquals("u2", mine.get("id").getAsString());
        assertEquals("u1", mine.get("fromid").getAsString());
    }

    @Test
    void groupMessage_reachesMembersOnly() {
        Client u1 = connect("u1", Level.PLAIN);
        Client u2 = connect("u2", Level.PLAIN);
        Client u3 = connect("u3", Level.PLAIN);
        settle(u1, u2, u3);
        u1.says(Lines.toGroup("g2", "up the hill", "x1"));
        JsonObject message = u2.nextJson();
        assertEquals("g2", message.get("id").getAsString());
        assertEquals("group", message.get("type").getAsString());
        assertEquals("u1", message.get("fromid").getAsString());
    }

    @Test
    void strangerToAGroup_isRefused() {
        Client u3 = connect("u3", Level.PLAIN);
        settle(u3);
        u3.says(Lines.toGroup("g2", "may I", "x1"));
        u3.refused("not-a-member", "x1");
        u3.says(Lines.toGroup("nowhere", "may I", "x2"));
        u3.refused("not-a-member", "x2");
    }

    @Test
    void friendThatIsNone_isRefused() {
        Client u1 = connect("u1", Level.PLAIN);
        settle(u1);
        u1.says(Lines.toFriend("u1", "to myself", "x1"));
        u1.refused("not-a-friend", "x1");
        u1.says(Lines.toFriend("a/b", "hello", "x2"));
        u1.refused("not-a-friend", "x2");
    }

    @Test
    void friendWhoIsAway_getsItWhenHeComes() {
        Client u1 = connect("u1", Level.PLAIN);
        settle(u1);
        u1.says(Lines.toFriend("u2", "hello", "x1"));
        Client u2 = connect("u2", Level.PLAIN);
        executor.runAll();
        assertEquals("hello", u2.nextJson().get("content").getAsString());
        u1.peer.forget();
    }

    @Test
    void messageWithoutCid_getsOne() {
        Client u1 = connect("u1", Level.PLAIN);
        Client u2 = connect("u2", Level.PLAIN);
        settle(u1, u2);
        u1.says("{\"mine\":{\"content\":\"hi\"},\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        u1.says("{\"mine\":{\"content\":\"hi\"},\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        String first = u2.nextJson().get("cid").getAsString();
        assertFalse(first.isEmpty());
        assertFalse(first.equals(u2.nextJson().get("cid").getAsString()));
    }

    @Test
    void brokenFrames_areRefusedEachWithItsKind() {
        Client u1 = connect("u1", Level.PLAIN);
        settle(u1);
        u1.says("{");
        u1.refused("bad-json", null);
        u1.says("[]");
        u1.refused("bad-json", null);
        u1.says("{\"mine\":{},\"to\":{\"type\":\"dance\"}}");
        u1.refused("unknown-type", null);
        u1.says("{\"type\":\"dance\"}");
        u1.refused("unknown-type", null);
        u1.says(Lines.toFriend("u2", " ", "x1"));
        u1.refused("bad-content", "x1");
    }

    @Test
    void comingAndGoing_isToldToFriends() {
        Client u1 = connect("u1", Level.PLAIN);
        settle(u1);
        Client u2 = connect("u2", Level.PLAIN);
        executor.runAll();
        assertEquals("{\"type\":\"onlineStatus\",\"id\":\"u2\",\"content\":\"online\"}", u1.peer.next());
        u2.says(Lines.status("hide"));
        assertEquals("{\"type\":\"onlineStatus\",\"id\":\"u2\",\"content\":\"offline\"}", u1.peer.next());
        u2.says(Lines.status("online"));
        assertEquals("{\"type\":\"onlineStatus\",\"id\":\"u2\",\"content\":\"online\"}", u1.peer.next());
        u2.connection.closed(End.NO_CLOSE_FRAME);
        time.pass(Duration.ofSeconds(16));
        executor.runAll();
        assertEquals("{\"type\":\"onlineStatus\",\"id\":\"u2\",\"content\":\"offline\"}", u1.peer.next());
    }

    @Test
    void ping_isAnsweredByTheRules() {
        Client plain = connect("u1", Level.PLAIN);
        plain.says("ping");
        assertEquals("pong", plain.peer.next());
        plain.says("pong");

        gateway = gateway(false);
        Client ignored = connect("u3", Level.PLAIN);
        Client v1 = connect("u4", Level.V1);
        settle(plain, ignored, v1);
        ignored.says("ping");
        v1.says("ping");
        assertEquals("pong", v1.peer.next());
    }

    @Test
    void v1_isWelcomedFirst() {
        Client v1 = connect("u1", Level.V1);
        executor.runAll();
        JsonObject welcome = v1.nextJson();
        assertEquals("welcome", welcome.get("type").getAsString());
        assertEquals(
                25_000, welcome.getAsJsonObject("heartbeat").get("interval").getAsInt());
        assertEquals(
                10_000, welcome.getAsJsonObject("heartbeat").get("patience").getAsInt());
        assertEquals(v1.connection.id(), welcome.get("connection").getAsString());
        assertEquals(1_700_000_000_000L, welcome.get("time").getAsLong());
        assertEquals(65_536, welcome.getAsJsonObject("limits").get("message").getAsInt());
    }

    @Test
    void stop_closesAllAndWhoeverComesLater() {
        Client u1 = connect("u1", Level.PLAIN);
        gateway.stop();
        Client late = connect("u2", Level.PLAIN);
        assertEquals("<close 1012 the server is stopping>", u1.peer.next());
        assertEquals("<close 1012 the server is stopping>", late.peer.next());
        assertEquals(0, sessions.size());
    }

    private Gateway gateway(boolean answersPings) {
        PresenceTracker presence = new PresenceTracker(
                Duration.ofSeconds(15), time.wheel(), executor, new FriendNotifier(directory, push));
        ConnectionSettings settings = new ConnectionSettings(
                new HeartbeatPolicy(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                Limits.ofOutbox(1 << 20, 1_000),
                time.wheel(),
                time.wheel(),
                executor,
                executor);
        PathLimits limits = new PathLimits(time.wheel(), PathRules.DEFAULT);
        return new Gateway(
                new Gateway.Rules(answersPings, 65_536, TokenRenewal.none()),
                sessions,
                settings,
                directory,
                presence,
                push,
                application,
                mailbox,
                new Paths(
                        limits,
                        new CutDiagnosis(time.wheel(), limits::estimate, Hops.shipped(), finding -> {}),
                        new CutTexts(),
                        true,
                        settings,
                        codec,
                        new Random(1)),
                codec,
                CLOCK);
    }

    private Client connect(String user, Level level) {
        Client client = new Client(user, level);
        clients.add(client);
        return client;
    }

    /** Lets the talk of arriving pass by. */
    private void settle(Client... settled) {
        executor.runAll();
        for (Client client : settled) {
            client.peer.forget();
        }
    }

    private final class Client {
        private final RecordingPeer peer = new RecordingPeer();
        private final Connection connection;

        Client(String user, Level level) {
            connection = gateway.open(
                    new Gateway.Arrival(
                            new UserId(user),
                            level,
                            dev.lifeline.core.protocol.Client.UNNAMED,
                            null,
                            null,
                            PathKey.UNKNOWN,
                            Set.of()),
                    peer);
        }

        void says(String frame) {
            gateway.received(connection, frame);
            executor.runAll();
        }

        JsonObject nextJson() {
            return JsonParser.parseString(peer.next()).getAsJsonObject();
        }

        void refused(String code, String cid) {
            JsonObject refused = nextJson();
            assertEquals("refused", refused.get("type").getAsString());
            assertEquals(code, refused.get("code").getAsString());
            assertEquals(cid, refused.has("cid") ? refused.get("cid").getAsString() : null);
        }
    }
}
