package dev.lifeline.security;

import dev.lifeline.core.protocol.UserId;
import java.security.Principal;

/**
 * An admitted handshake: what the endpoint may rely on. It travels as the request's principal, the one thing that a
 * container hands from a filter to a WebSocket session. Immutable.
 *
 * @param user who the connection belongs to
 */
public record Handshake(UserId user) implements Principal {

    @Override
    public String getName() {
        return user.value();
    }
}
