package dev.lifeline.core.delivery;

import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.SessionRegistry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fan-out: one message to all connections of one, several or all users. Thread-safe; never waits for a socket. A message
 * is encoded once, however many get it.
 */
public final class PushService {

    /** What became of a pushed message for one user. */
    public enum Outcome {
        /** Queued for at least one open connection. */
        ONLINE,
        /** The user has no open connection; he does not get it. */
        OFFLINE
    }

    private final SessionRegistry sessions;
    private final Codec codec;

    public PushService(SessionRegistry sessions, Codec codec) {
        this.sessions = sessions;
        this.codec = codec;
    }

    /**
     * Sends to every connection of the user.
     *
     * @return how many took it
     */
    public int toUser(UserId user, Outbound message) {
        return toUser(user, codec.encode(message), null);
    }

    /**
     * Sends to every connection of the user but one.
     *
     * @return how many took it
     */
    int toUser(UserId user, Frame frame, @Nullable Connection except) {
        int taken = 0;
        for (Connection connection : sessions.of(user)) {
            if (connection != except && connection.send(frame)) {
                taken++;
            }
        }
        return taken;
    }

    /**
     * Sends to one connection.
     *
     * @return whether it took it
     */
    boolean to(Connection connection, Outbound message) {
        return connection.send(codec.encode(message));
    }

    /**
     * Sends to several users.
     *
     * @return what became of it for each, in the order given
     */
    public Map<UserId, Outcome> toUsers(Collection<UserId> users, Outbound message) {
        Frame frame = codec.encode(message);
        Map<UserId, Outcome> outcomes = new LinkedHashMap<>();
        for (UserId user : users) {
            outcomes.put(user, toUser(user, frame, null) > 0 ? Outcome.ONLINE : Outcome.OFFLINE);
        }
        return outcomes;
    }

    /**
     * Sends to every connection.
     *
     * @return how many took it
     */
    public int toAll(Outbound message) {
        Frame frame = codec.encode(message);
        int[] taken = {0};
        sessions.forEach(connection -> {
            if (connection.send(frame)) {
                taken[0]++;
            }
        });
        return taken[0];
    }
}
