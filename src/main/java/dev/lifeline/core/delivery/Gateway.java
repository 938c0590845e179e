package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.ConnectionListener;
import dev.lifeline.core.session.ConnectionSettings;
import dev.lifeline.core.session.Credential;
import dev.lifeline.core.session.End;
import dev.lifeline.core.session.Feed;
import dev.lifeline.core.session.Peer;
import dev.lifeline.core.session.SessionRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come in: opens them, reads their frames and hands each to its handler, ends them all when the server
 * stops. Thread-safe; never waits for a socket or the store.
 */
public final class Gateway {

    /** The longest that a client is asked to stay away while the server restarts. */
    private static final Duration LONGEST_SLOT = Duration.ofSeconds(30);

    /** Of each connection: so many can come back a second. */
    private static final Duration SLOT = Duration.ofMillis(2);

    /**
     * What the gateway is to do.
     *
     * @param answerPlainPings whether a {@code ping} of the plain level gets its {@code pong}
     * @param maxMessageBytes told to clients in their {@code welcome}
     * @param tokens judges those that clients renew on their connections
     * @param logins knows those that were ended
     */
    public record Rules(boolean answerPlainPings, int maxMessageBytes, TokenRenewal tokens, Logins logins) {}

    /**
     * Who comes.
     *
     * @param user as the handshake has shown
     * @param position where the client stands, or null where it does not say
     * @param credential what the user has shown
     * @param path by which it came
     * @param marks the names of the hops that showed themselves on the way
     */
    public record Arrival(
            UserId user,
            Level level,
            Client client,
            @Nullable Position position,
            Credential credential,
            PathKey path,
            Set<String> marks) {}

    private final Rules rules;
    private final SessionRegistry sessions;
    private final ConnectionSettings settings;
    private final PresenceTracker presence;
    private final Codec codec;
    private final Mailbox mailbox;
    private final Paths paths;
    private final Receipts receipts;
    private final Replayer replayer;
    private final FrameHandler frames;
    private final Listener listener = new Listener();
    private final AtomicLong opened = new AtomicLong();
    private volatile boolean stopping;

    public Gateway(
            Rules rules,
            SessionRegistry sessions,
            ConnectionSettings settings,
            Directory directory,
            PresenceTracker presence,
            PushService push,
            AppHandlers application,
            Mailbox mailbox,
            Paths paths,
            Codec codec,
            InstantSource clock) {
        this.rules = rules;
        this.sessions = sessions;
        this.settings = settings;
        this.presence = presence;
        this.codec = codec;
        this.mailbox = mailbox;
        this.paths = paths;
        Courier courier = push.courier();
        this.receipts = new Receipts(mailbox, courier, directory, clock);
        this.replayer = new Replayer(mailbox, courier, receipts, codec, settings, rules.maxMessageBytes(), clock);
        this.frames = new FrameHandler(
                codec,
                new ChatHandler(directory, mailbox, courier, clock),
                receipts,
                presence,
                push,
                application,
                mailbox,
                this::acknowledged,
                rules.tokens(),
                paths,
                clock);
    }

    /**
     * Registers a new connection, ends the one that its client had before, and gives it what its user missed. While the
     * server stops it is closed at once.
     */
    public Connection open(Arrival arrival, Peer peer) {
        String id = "c" + Long.toString(opened.incrementAndGet(), 36);
        Connection connection =
                new Connection(id, arrival.user(), arrival.level(), arrival.client(), peer, settings, listener);
        connection.cameWith(arrival.credential());
        // In this order: once it is registered a push may end it, which takes the presence back.
        presence.connected(arrival.user());
        paths.opened(connection, arrival.path(), arrival.marks());
        sessions.add(connection);
        if (!connection.isOpen()) {
            // Its token ended meanwhile, and the listener found nothing to take back.
            leave(connection);
            return connection;
        }
        for (Connection other : sessions.of(arrival.user())) {
            if (other == connection) {
                // Those behind it came later: two that open at once must not end each other.
                break;
            }
            if (other.client().isSameAs(arrival.client())) {
                other.close(CloseCode.TAKEN_OVER, "this client came back on another connection");
            }
        }
        if (stopping) {
            connection.close(CloseCode.RESTART, "the server is stopping");
        } else if (rules.logins().hasEnded(arrival.user(), arrival.credential())) {
            connection.close(CloseCode.TOKEN_REVOKED, "the login was ended meanwhile");
        } else {
            replayer.begin(connection, arrival.level() == Level.PLAIN ? null : arrival.position());
        }
        return connection;
    }

    /** Takes one text frame, whatever it holds. Never throws. */
    public void received(Connection from, String text) {
        if (text.equals("ping")) {
            if (from.level() == Level.V1 || rules.answerPlainPings()) {
                from.pong();
            }
        } else if (!text.equals("pong")) {
            frames.handle(from, text);
        }
    }

    private void acknowledged(Connection connection, Position position) {
        Position before = connection.feed().taken();
        List<Feed.Line> arrived = connection.feed().take(position);
        Position taken = connection.feed().taken();
        // What says nothing new costs the store nothing.
        if (!before.covers(taken)) {
            var unused = mailbox.take(connection.user(), taken);
        }
        receipts.arrived(connection.user(), arrived);
        replayer.resume(connection);
    }

    /** Tells every client that the server stops, and when to come back: one after the other, not all at once. */
    public void sayGoodbye() {
        stopping = true;
        long spread = Math.min(LONGEST_SLOT.toMillis(), 1 + SLOT.toMillis() * sessions.size());
        sessions.forEach(connection -> {
            if (connection.level() == Level.V1) {
                Duration after = Duration.ofMillis(ThreadLocalRandom.current().nextLong(spread));
                connection.send(codec.encode(new Outbound.Bye("the server is stopping", after)));
            }
        });
    }

    /** Refuses new connections from now on and starts to close all that are open. */
    public void stop() {
        stopping = true;
        sessions.forEach(connection -> connection.close(CloseCode.RESTART, "the server is stopping"));
    }

    /** Whether {@link #stop} was called. */
    public boolean isStopping() {
        return stopping;
    }

    /** Takes back what opening it has done; once, whoever calls first. */
    private void leave(Connection connection) {
        if (sessions.remove(connection)) {
            presence.disconnected(connection.user());
            if (sessions.of(connection.user()).isEmpty()) {
                receipts.forget(connection.user());
            }
        }
    }

    private final class Listener implements ConnectionListener {

        @Override
        public void ended(Connection connection, End end) {
            paths.ended(connection, end);
            leave(connection);
        }

        @Override
        public void survived(Connection connection, Duration silence) {
            paths.survived(connection, silence);
        }

        @Override
        public void drained(Connection connection) {
            replayer.resume(connection);
        }

        @Override
        public void confirmed(Connection connection, Position position) {
            acknowledged(connection, position);
        }
    }
}
