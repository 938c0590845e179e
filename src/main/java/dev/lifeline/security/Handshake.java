package dev.lifeline.security;

import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * An admitted handshake: what the endpoint may rely on. It travels as the request's principal, the one thing that a
 * container hands from a filter to a WebSocket session. Immutable.
 *
 * @param user who the connection belongs to
 * @param client what it says of itself
 * @param position where the client stands, or null where it does not say
 */
public record Handshake(
        UserId user, Client client, @Nullable Position position) implements Principal {

    /** Of a client that says nothing about itself. */
    public Handshake(UserId user) {
        this(user, Client.UNNAMED, null);
    }

    @Override
    public String getName() {
        return user.value();
    }
}
