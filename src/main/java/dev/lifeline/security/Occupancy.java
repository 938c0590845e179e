package dev.lifeline.security;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open, and whose they are. The gate only asks it: between a handshake's verdict and its
 * WebSocket others may come. A {@link Place} that is taken when the WebSocket opens decides. Thread-safe; it holds no more
 * than there are connections, so nothing has to be forgotten.
 *
 * <p>Of a user not connections are counted but clients: one that comes back over a connection that is half open takes
 * over from it, so at most one of them stays, and it must not be refused because of the other. Who gives himself no
 * name is another client each time.
 */
public final class Occupancy {

    private final AdmissionRules rules;
    private final LimitCounts counts;

    @GuardedBy("this")
    private int all;

    /** Connections from each address; never 0. */
    @GuardedBy("this")
    private final Map<String, Integer> byAddress = new HashMap<>();

    /** Connections of each of a user's clients: by its name, or by its place where it has none. */
    @GuardedBy("this")
    private final Map<UserId, Map<Object, Integer>> byUser = new HashMap<>();

    public Occupancy(AdmissionRules rules, LimitCounts counts) {
        this.rules = rules;
        this.counts = counts;
    }

    /** Whether there is no room for anybody now. */
    synchronized boolean isFull() {
        return all >= rules.connections();
    }

    /** Whether there is no room for one more from an address now. */
    synchronized boolean isFullFor(String address) {
        return byAddress.getOrDefault(address, 0) >= rules.perAddress();
    }

    /** Whether there is no room for this client of a user now. */
    synchronized boolean isFullFor(UserId user, Client client) {
        Map<Object, Integer> clients = byUser.getOrDefault(user, Map.of());
        return clients.size() >= rules.perUser() && !clients.containsKey(client.name());
    }

    /**
     * What is taken of a limit on connections now.
     *
     * @return the connections in all; the most of one user or address; empty for another limit
     */
    public synchronized Optional<Integer> now(Limit limit) {
        return switch (limit) {
            case CONNECTIONS -> Optional.of(all);
            case CONNECTIONS_PER_USER ->
                Optional.of(byUser.values().stream().mapToInt(Map::size).max().orElse(0));
            case CONNECTIONS_PER_ADDRESS -> Optional.of(most(byAddress.values()));
            default -> Optional.empty();
        };
    }

    private static int most(Collection<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** A place for a connection that opens; it is not taken yet. */
    public Place place(Handshake handshake) {
        return new Place(handshake);
    }

    private synchronized @Nullable Limit take(Place place) {
        if (isFull()) {
            return Limit.CONNECTIONS;
        }
        if (place.address != null && isFullFor(place.address)) {
            return Limit.CONNECTIONS_PER_ADDRESS;
        }
        if (place.user != null && isFullFor(place.user, place.client)) {
            return Limit.CONNECTIONS_PER_USER;
        }
        place.taken = true;
        all++;
        if (place.address != null) {
            byAddress.merge(place.address, 1, Integer::sum);
        }
        if (place.user != null) {
            byUser.computeIfAbsent(place.user, user -> new HashMap<>(2)).merge(place.clientKey(), 1, Integer::sum);
        }
        return null;
    }

    private synchronized void giveBack(Place place) {
        if (!place.taken) {
            return;
        }
        place.taken = false;
        all--;
        if (place.address != null) {
            byAddress.compute(place.address, Occupancy::less);
        }
        if (place.user != null) {
            byUser.computeIfPresent(place.user, (user, clients) -> {
                clients.compute(place.clientKey(), Occupancy::less);
                return clients.isEmpty() ? null : clients;
            });
        }
    }

    private static @Nullable Integer less(Object key, @Nullable Integer count) {
        return count == null || count == 1 ? null : count - 1;
    }

    /** The place of one connection. Thread-safe; compared by identity. */
    public final class Place {

        private final @Nullable String address;
        private final @Nullable UserId user;
        private final Client client;

        /** Guarded by the occupancy. */
        private boolean taken;

        /** A connection that only measures its path is nobody's. */
        private Place(Handshake handshake) {
            this.address = handshake.address();
            this.user = handshake.probe() == null ? handshake.user() : null;
            this.client = handshake.client();
        }

        /**
         * Takes it. To be called once.
         *
         * @return why it cannot be taken, which is counted; empty where it was
         */
        public Optional<String> take() {
            Limit met = Occupancy.this.take(this);
            if (met == null) {
                return Optional.empty();
            }
            counts.met(met);
            return Optional.of(rules.told(met));
        }

        /** Gives it back. Has no effect on one that is not taken, or was given back. */
        public void giveBack() {
            Occupancy.this.giveBack(this);
        }

        private Object clientKey() {
            return client.name().isEmpty() ? this : client.name();
        }
    }
}
