package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
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
import dev.lifeline.core.path.CutFinding;
import dev.lifeline.core.path.Hops;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.PathLimits;
import dev.lifeline.core.path.PathRules;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.ConnectionLimits;
import dev.lifeline.core.session.ConnectionSettings;
import dev.lifeline.core.session.End;
import dev.lifeline.core.session.Limits;
import dev.lifeline.core.session.RecordingPeer;
import dev.lifeline.core.session.SessionRegistry;
import dev.lifeline.doctor.CutTexts;
import dev.lifeline.json.GsonCodec;
import dev.lifeline.store.DataStore;
import dev.lifeline.store.MvStoreMailbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The whole core on a clock, executors, a network and a store in memory that do what the test says, on its thread. */
abstract class DeliveryFixture {

    static final long NOW = 1_700_000_000_000L;
    static final int CAPACITY = 200;

    /** Less than a few large messages: who is behind by more is cut. */
    static final int OUTBOX_BYTES = 500_000;

    final ManualTime time = new ManualTime();
    final ManualExecutor executor = new ManualExecutor();
    final ManualExecutor handlers = new ManualExecutor();
    final SessionRegistry sessions = new SessionRegistry();
    final GsonCodec codec = new GsonCodec(16, new LimitCounts());
    final DemoDirectory directory = new DemoDirectory("/a/");
    Instant wall = Instant.ofEpochMilli(NOW);
    final InstantSource clock = () -> wall;
    final FailingMailbox mailbox = new FailingMailbox(new MvStoreMailbox(
            DataStore.inMemory(() -> 0), new Retention(Duration.ofDays(7), CAPACITY, 2 << 20), clock));
    final PushService push = new PushService(sessions, mailbox, codec, directory, false, clock);
    final AppHandlers application = new AppHandlers(handlers);
    final PresenceTracker presence =
            new PresenceTracker(Duration.ofSeconds(15), time.wheel(), executor, new FriendNotifier(directory, push));
    TokenRenewal tokens = TokenRenewal.none();
    final ConnectionSettings settings = new ConnectionSettings(
            new HeartbeatPolicy(Duration.ofSeconds(25), Duration.ofSeconds(10)),
            limits(),
            this::readClock,
            time.wheel(),
            executor,
            executor);
    final List<CutFinding> findings = new ArrayList<>();
    final PathLimits limits = new PathLimits(time.wheel(), PathRules.DEFAULT);
    final Paths paths = new Paths(
            limits,
            new CutDiagnosis(time.wheel(), limits::estimate, Hops.shipped(), findings::add),
            new CutTexts(),
            true,
            settings,
            codec,
            new Random(1));
    PathKey path = PathKey.UNKNOWN;
    final Gateway gateway = new Gateway(
            new Gateway.Rules(true, 65_536, (user, token, cid) -> tokens.renew(user, token, cid)),
            sessions,
            settings,
            directory,
            presence,
            push,
            application,
            mailbox,
            paths,
            codec,
            clock);

    private final List<Client> clients = new ArrayList<>();

    /** Happens once, in the middle of what reads the clock next. */
    Runnable meanwhile = () -> {};

    private long readClock() {
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        return time.wheel().nanoTime();
    }

    ConnectionLimits limits() {
        return Limits.ofOutbox(outboxBytes(), outboxMessages());
    }

    int outboxBytes() {
        return OUTBOX_BYTES;
    }

    int outboxMessages() {
        return 10_000;
    }

    @AfterEach
    void everythingWasRead() {
        clients.forEach(Client::assertNothingMore);
    }

    final Client plain(String user) {
        return client(user, Level.PLAIN, "", null);
    }

    final Client v1(String user) {
        return client(user, Level.V1, "", null);
    }

    final Client client(String user, Level level, String name, Position position) {
        return client(user, level, new dev.lifeline.core.protocol.Client(name, false), position);
    }

    /** A client that speaks for several pages. */
    final Client echoing(String user) {
        return client(user, Level.V1, new dev.lifeline.core.protocol.Client("", true), null);
    }

    /** A client whose token is good for so long. */
    final Client withToken(String user, Level level, Duration validFor) {
        return add(new Client(user, level, dev.lifeline.core.protocol.Client.UNNAMED, null, validFor));
    }

    private Client client(String user, Level level, dev.lifeline.core.protocol.Client who, Position position) {
        return add(new Client(user, level, who, position, null));
    }

    private Client add(Client client) {
        clients.add(client);
        executor.runAll();
        return client;
    }

    final void push(String user, String json) {
        push.push(PushOrder.toUser(new UserId(user), json))
                .toCompletableFuture()
                .join();
        executor.runAll();
    }

    final void pushToAll(String json) {
        push.push(PushOrder.toAll(json)).toCompletableFuture().join();
        executor.runAll();
    }

    static String number(int n) {
        return "{\"type\":\"n\",\"n\":" + n + "}";
    }

    final Mailbox mailbox() {
        return mailbox;
    }

    /** A page. Presence comes and goes unread: it is tested elsewhere. */
    final class Client {
        final RecordingPeer peer = new RecordingPeer();
        final Connection connection;
        private final ArrayDeque<JsonObject> unread = new ArrayDeque<>();
        private final List<Integer> live = new ArrayList<>();
        private int read;

        private Client(
                String user, Level level, dev.lifeline.core.protocol.Client who, Position position, Duration validFor) {
            connection = gateway.open(
                    new Gateway.Arrival(new UserId(user), level, who, position, validFor, path, Set.of()), peer);
        }

        void says(String frame) {
            gateway.received(connection, frame);
            executor.runAll();
        }

        void acks(long seq, long all) {
            says("{\"type\":\"ack\",\"seq\":" + seq + ",\"all\":" + all + "}");
        }

        /** The next message; arrays are taken apart. */
        JsonObject next() {
            fetch();
            assertEquals(false, unread.isEmpty(), "nothing was sent");
            return unread.remove();
        }

        /** The next message's n, of {@link #number}. */
        int nextNumber() {
            return next().get("n").getAsInt();
        }

        JsonObject welcome() {
            JsonObject welcome = next();
            assertEquals("welcome", welcome.get("type").getAsString());
            return welcome;
        }

        JsonObject next(String type) {
            JsonObject next = next();
            assertEquals(type, next.get("type").getAsString(), next.toString());
            return next;
        }

        boolean hasMore() {
            fetch();
            return !unread.isEmpty();
        }

        void closed() {
            connection.closed(End.NO_CLOSE_FRAME);
            executor.runAll();
        }

        void assertNothingMore() {
            fetch();
            assertEquals("[]", unread.toString());
        }

        /** Behind how many messages each {@code live} came, the welcome among them. */
        List<Integer> live() {
            fetch();
            return live;
        }

        private void add(JsonObject message) {
            String type = message.has("type") ? message.get("type").getAsString() : "";
            if (type.equals("live")) {
                live.add(read);
            } else if (!type.equals("onlineStatus")) {
                read++;
                unread.add(message);
            }
        }

        private void fetch() {
            for (String event = peer.poll(); event != null; event = peer.poll()) {
                if (event.startsWith("<") || event.equals("pong")) {
                    JsonObject control = new JsonObject();
                    control.addProperty("type", event);
                    unread.add(control);
                } else if (!event.contains("\"onlineStatus\"") || event.startsWith("[")) {
                    JsonElement json = JsonParser.parseString(event);
                    Iterable<JsonElement> all = json instanceof JsonArray array ? array : List.of(json);
                    for (JsonElement element : all) {
                        add(element.getAsJsonObject());
                    }
                }
            }
        }
    }
}
