package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.ConnectionSettings;
import dev.lifeline.core.session.Peer;
import dev.lifeline.core.session.SessionRegistry;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where connections come in: opens them, reads their frames and hands each to its handler, ends them all when the server
 * stops. Thread-safe; never waits for a socket.
 */
public final class Gateway {

    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

    /**
     * What the gateway is to do.
     *
     * @param answerPlainPings whether a {@code ping} of the plain level gets its {@code pong}
     * @param maxMessageBytes told to clients in their {@code welcome}
     */
    public record Rules(boolean answerPlainPings, int maxMessageBytes) {}

    private final Rules rules;
    private final SessionRegistry sessions;
    private final ConnectionSettings settings;
    private final PresenceTracker presence;
    private final PushService push;
    private final ChatHandler chat;
    private final Codec codec;
    private final InstantSource clock;
    private final AtomicLong opened = new AtomicLong();
    private volatile boolean stopping;

    public Gateway(
            Rules rules,
            SessionRegistry sessions,
            ConnectionSettings settings,
            Directory directory,
            PresenceTracker presence,
            PushService push,
            Codec codec,
            InstantSource clock) {
        this.rules = rules;
        this.sessions = sessions;
        this.settings = settings;
        this.presence = presence;
        this.push = push;
        this.chat = new ChatHandler(directory, push, codec, clock);
        this.codec = codec;
        this.clock = clock;
    }

    /** Registers a new connection and greets it. While the server stops it is closed at once. */
    public Connection open(UserId user, Level level, Peer peer) {
        String id = "c" + Long.toString(opened.incrementAndGet(), 36);
        Connection connection = new Connection(id, user, level, peer, settings, this::ended);
        // In this order: once it is registered a push may end it, which takes the presence back.
        presence.connected(user);
        sessions.add(connection);
        if (level == Level.V1) {
            push.to(
                    connection,
                    new Outbound.Welcome(
                            id,
                            settings.heartbeat().interval(),
                            settings.heartbeat().patience(),
                            rules.maxMessageBytes(),
                            clock.millis()));
        }
        connection.start();
        if (stopping) {
            connection.close(CloseCode.RESTART, "the server is stopping");
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
            handle(from, text);
        }
    }

    private void handle(Connection from, String text) {
        try {
            Inbound message = codec.decode(text);
            if (message instanceof Inbound.Chat line) {
                chat.handle(from, line);
            } else if (message instanceof Inbound.StatusChoice choice) {
                presence.choose(from.user(), choice.status());
            }
        } catch (Refusal.Thrown e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "Refused a frame of " + from + ": " + e.getMessage());
            push.to(from, new Outbound.Refused(e.refusal()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Failed on a frame of " + from, e);
            push.to(
                    from,
                    new Outbound.Refused(new Refusal(Refusal.Code.FAILED, "the server failed on this message", null)));
        }
    }

    private void ended(Connection connection) {
        if (sessions.remove(connection)) {
            presence.disconnected(connection.user());
        }
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
}
