package dev.lifeline.core.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.path.ConnectionEnd;
import dev.lifeline.core.path.Ending;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.time.Ticker;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How connections ended whose clients may come back. A client that names itself is known by its name, another by its
 * user and path. Thread-safe; calls nobody while it holds its lock.
 */
final class Departures {

    /** The most that are remembered; the oldest are forgotten first. */
    static final int MAX = 10_000;

    /**
     * The end of one connection.
     *
     * @param at the ticker's time
     */
    record Departure(ConnectionEnd end, long at) {}

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<String, Departure> departures = new LinkedHashMap<>();

    Departures(Ticker ticker) {
        this.ticker = ticker;
    }

    void add(Connection connection, ConnectionEnd end) {
        Departure departure = new Departure(end, ticker.nanoTime());
        lock.lock();
        try {
            forgetOld(departure.at());
            String key = key(connection, end.path());
            departures.remove(key);
            departures.put(key, departure);
        } finally {
            lock.unlock();
        }
    }

    /** The newest end of a connection of the same client, which is not asked for again; null: none is known. */
    @Nullable
    Departure take(Connection connection, PathKey path) {
        lock.lock();
        try {
            forgetOld(ticker.nanoTime());
            return departures.remove(key(connection, path));
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void forgetOld(long now) {
        Iterator<Departure> oldest = departures.values().iterator();
        while (oldest.hasNext()) {
            boolean isOld = now - oldest.next().at() > Ending.ALIVE.toNanos();
            if (!isOld && departures.size() < MAX) {
                return;
            }
            oldest.remove();
        }
    }

    private static String key(Connection connection, PathKey path) {
        String name = connection.client().name();
        String who = name.isEmpty() ? path.proxy() + " " + path.network() : "=" + name;
        return connection.user().value() + " " + who;
    }
}
