package dev.lifeline.security;

import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.security.Principal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An admitted handshake: what the endpoint may rely on. It travels as the request's principal, the one thing that a
 * container hands from a filter to a WebSocket session. Immutable.
 *
 * @param user who the connection belongs to
 * @param client what it says of itself
 * @param position where the client stands, or null where it does not say
 * @param validFor how long its token is good for, or null where it has none that ends
 * @param probe the lease of a connection that only stays silent, or null for one that speaks
 * @param address what limits per address count it as, or null where they do not
 * @param path by which it came
 * @param marks the names of the hops that showed themselves on the way
 */
public record Handshake(
        UserId user,
        Client client,
        @Nullable Position position,
        @Nullable Duration validFor,
        @Nullable String probe,
        @Nullable String address,
        PathKey path,
        Set<String> marks)
        implements Principal {

    /** Of a client that says nothing about itself. */
    public Handshake(UserId user) {
        this(user, null);
    }

    /** Of a user whose token ends. */
    Handshake(UserId user, @Nullable Duration validFor) {
        this(user, Client.UNNAMED, null, validFor, null, null, PathKey.UNKNOWN, Set.of());
    }

    /** Of the same user and login, with what the client says of itself. */
    Handshake of(Client who, @Nullable Position where) {
        return new Handshake(user, who, where, validFor, probe, address, path, marks);
    }

    /** The same of a connection that only stays silent. */
    Handshake probing(String lease) {
        return new Handshake(user, client, position, validFor, lease, address, path, marks);
    }

    /** The same, counted as from that address. */
    Handshake from(@Nullable String counted) {
        return new Handshake(user, client, position, validFor, probe, counted, path, marks);
    }

    /** The same by that path, on which those hops showed themselves. */
    public Handshake by(PathKey way, Set<String> hops) {
        return new Handshake(user, client, position, validFor, probe, address, way, hops);
    }

    @Override
    public String getName() {
        return user.value();
    }
}
