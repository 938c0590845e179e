package dev.lifeline.security;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Addresses that say that they ask for others, though {@code lifeline.trusted-proxies} names them not. Each is named in the
 * log. One that evidently is a proxy is spared the limits per address: all behind it would share them.
 *
 * <p>Evident is what a stranger cannot make up. Anybody can write {@code X-Forwarded-For}, so that line proves nothing;
 * but nobody can be several users, as far as their logins are proven. So it takes {@value #USERS} users within a day who
 * came through it and showed a good login of their own. What comes without one is counted as from any other address, so
 * that a stranger behind such a proxy gains nothing. Where anybody can make himself five accounts, he can be spared: then
 * the limits per user hold each of them, and that on all connections holds him.
 *
 * <p>Thread-safe, in bounded memory.
 */
final class EvidentProxies {

    /** So many make a proxy evident. */
    static final int USERS = 5;

    /** For so long one of them counts. */
    static final Duration MEMORY = Duration.ofDays(1);

    /** Addresses through which proven users came; beyond them, the one that was idle longest is forgotten. */
    static final int MOST_ADDRESSES = 1_000;

    /** Addresses that are named in the log, ever: a stranger must not fill the disk. */
    static final int MOST_NAMED = 100;

    private static final System.Logger LOG = System.getLogger(EvidentProxies.class.getName());

    private final Ticker ticker;

    @GuardedBy("this")
    private final Set<String> named = new HashSet<>();

    /** When the last users were seen behind each address, the idlest address and the earliest user first. */
    @GuardedBy("this")
    private final Map<String, Map<UserId, Long>> users = new LinkedHashMap<>(16, 0.75f, true);

    EvidentProxies(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Names a caller who asks for others, once. */
    void note(Caller caller) {
        if (caller.address() != null && caller.forwards() && isNews(caller.address())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> caller.address()
                            + " sends X-Forwarded-For, Forwarded or X-Real-IP, and is not believed: all who"
                            + " come through it count as one address. If it is your proxy, name it in"
                            + " lifeline.trusted-proxies.");
        }
    }

    private synchronized boolean isNews(String address) {
        return named.size() < MOST_NAMED && named.add(address);
    }

    /** A user with a proven login came. */
    synchronized void proven(Caller caller, UserId user) {
        if (caller.address() == null || !caller.forwards()) {
            return;
        }
        Map<UserId, Long> seen = users.computeIfAbsent(caller.address(), address -> new LinkedHashMap<>());
        seen.remove(user);
        seen.put(user, ticker.nanoTime());
        forgetFirst(seen, USERS);
        forgetFirst(users, MOST_ADDRESSES);
    }

    /** Whether a caller evidently is a proxy. */
    synchronized boolean isEvident(Caller caller) {
        Map<UserId, Long> seen = caller.forwards() ? users.get(caller.address()) : null;
        return seen != null
                && seen.size() == USERS
                && ticker.nanoTime() - seen.values().iterator().next() <= MEMORY.toNanos();
    }

    private static void forgetFirst(Map<?, ?> map, int most) {
        if (map.size() > most) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
