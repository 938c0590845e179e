package dev.lifeline.core.session;

import dev.lifeline.core.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Who is connected to this node. Thread-safe.
 *
 * <p>A connection is removed by identity, never by its user's id: an old socket that closes late takes no newer one with
 * it.
 */
public final class SessionRegistry {

    /** The open connections of each user, oldest first; lists are replaced, never changed, and never empty. */
    private final ConcurrentHashMap<UserId, List<Connection>> byUser = new ConcurrentHashMap<>();

    private final AtomicInteger size = new AtomicInteger();

    /**
     * Adds a connection.
     *
     * @throws IllegalStateException if it is registered already
     */
    public void add(Connection connection) {
        byUser.compute(connection.user(), (user, present) -> {
            if (present == null) {
                return List.of(connection);
            }
            if (present.contains(connection)) {
                throw new IllegalStateException(connection + " is registered already");
            }
            List<Connection> more = new ArrayList<>(present.size() + 1);
            more.addAll(present);
            more.add(connection);
            return List.copyOf(more);
        });
        size.incrementAndGet();
    }

    /**
     * Removes exactly this connection.
     *
     * @return whether it was registered
     */
    public boolean remove(Connection connection) {
        boolean[] removed = {false};
        byUser.computeIfPresent(connection.user(), (user, present) -> {
            List<Connection> fewer =
                    present.stream().filter(other -> other != connection).toList();
            removed[0] = fewer.size() < present.size();
            return fewer.isEmpty() ? null : fewer;
        });
        if (removed[0]) {
            size.decrementAndGet();
        }
        return removed[0];
    }

    /** The user's connections at this moment, oldest first; empty if he has none. */
    public List<Connection> of(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    /** Does something with every connection; those that come or go meanwhile may be missing or included. */
    public void forEach(Consumer<Connection> action) {
        for (List<Connection> ofOne : byUser.values()) {
            for (int i = 0; i < ofOne.size(); i++) {
                action.accept(ofOne.get(i));
            }
        }
    }

    /** The number of connections. */
    public int size() {
        return size.get();
    }

    /** The number of users with at least one connection. */
    public int userCount() {
        return byUser.size();
    }
}
