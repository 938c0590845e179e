package dev.lifeline.core.path;

import dev.lifeline.core.path.ProxyCuts.Cluster;
import dev.lifeline.core.path.ProxyCuts.Cut;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The findings, and which of them are news. Bounded, whatever clients do: one user alone holds one finding of a proxy,
 * and where there are too many those of one user go first. Not thread-safe: for the holder of {@link CutDiagnosis}'
 * lock.
 */
final class FindingBook {

    static final int MAX_FINDINGS = 100;

    /** Users of one finding that are told apart. */
    static final int MAX_USERS = 1_000;

    /** One that was gone for so long is news again. */
    static final Duration GONE = Duration.ofDays(1);

    /** One that was gone for so long is forgotten. */
    static final Duration FORGOTTEN = Duration.ofDays(7);

    private static final class Entry {
        final String id;
        final Cause cause;
        final String proxy;

        /** Whose alone it is; null: several users have shown it. */
        @Nullable
        UserId owner;

        final Set<UserId> users = new HashSet<>();
        long least = Long.MAX_VALUE;
        long typical;
        long most;
        long count;
        long firstAt;
        long lastAt;
        long toldAt;
        List<Hop> hops = List.of();

        Entry(String id, Cause cause, String proxy) {
            this.id = id;
            this.cause = cause;
            this.proxy = proxy;
        }

        void add(Cut cut) {
            long value = ProxyCuts.measure(cause, cut);
            firstAt = count == 0 ? cut.at() : Math.min(firstAt, cut.at());
            lastAt = count == 0 ? cut.at() : Math.max(lastAt, cut.at());
            least = Math.min(least, value);
            most = Math.max(most, value);
            count++;
            if (users.size() < MAX_USERS) {
                users.add(cut.user());
            }
        }

        void settle(Cluster cluster, Hops table) {
            long[] sorted = cluster.cuts().stream()
                    .mapToLong(cut -> ProxyCuts.measure(cause, cut))
                    .sorted()
                    .toArray();
            typical = sorted[sorted.length / 2];
            Hop.Kind kind = cause == Cause.IDLE_LIMIT ? Hop.Kind.IDLE : Hop.Kind.LIFETIME;
            hops = cause == Cause.PROXY_RELOADED
                    ? List.of()
                    : table.likely(kind, Duration.ofNanos(typical), ProxyCuts.marks(cluster.cuts()));
        }

        CutFinding picture(long now) {
            return new CutFinding(
                    id,
                    cause,
                    proxy,
                    Duration.ofNanos(least),
                    Duration.ofNanos(typical),
                    Duration.ofNanos(most),
                    count,
                    users.size(),
                    owner != null,
                    Duration.ofNanos(Math.max(0, now - firstAt)),
                    Duration.ofNanos(Math.max(0, now - lastAt)),
                    hops);
        }
    }

    private final Hops hops;
    private final List<Entry> entries = new ArrayList<>();
    private long numbers;

    FindingBook(Hops hops) {
        this.hops = hops;
    }

    /**
     * A cut belongs to a cluster.
     *
     * @return the finding, where it is news; null: it is not
     */
    @Nullable
    CutFinding clustered(String proxy, Cluster cluster, Cut cut, long now) {
        forget(now);
        UserId owner = cluster.shared() ? null : cut.user();
        Entry known = find(cluster.cause(), proxy, cut);
        if (known != null && now - known.lastAt > GONE.toNanos()) {
            entries.remove(known);
            known = null;
        }
        // What several have shown is not one user's again while it lasts.
        if (known != null && (owner != null || known.owner == null)) {
            known.add(cut);
            if (owner == null || known.owner != null) {
                known.settle(cluster, hops);
            }
            return null;
        }
        Entry entry = new Entry("f" + ++numbers, cluster.cause(), proxy);
        entry.owner = owner;
        entry.toldAt = now;
        boolean news = true;
        if (owner == null) {
            entries.removeIf(other -> other.owner != null && isLike(other, cluster.cause(), proxy, cut));
        } else {
            Entry own = ownedBy(owner, proxy);
            if (own != null) {
                news = now - own.toldAt > GONE.toNanos();
                entry.toldAt = news ? now : own.toldAt;
                entries.remove(own);
            }
        }
        cluster.cuts().forEach(entry::add);
        entry.settle(cluster, hops);
        makeRoom();
        entries.add(entry);
        return news ? entry.picture(now) : null;
    }

    /** A cut has this cause, but is in no cluster: perhaps it goes with a finding that is there. */
    void joined(String proxy, Cause cause, Cut cut) {
        Entry known = find(cause, proxy, cut);
        if (known != null) {
            known.add(cut);
        }
    }

    /** The one that a user's cut goes with: of several users rather than his own, and never another's alone. */
    private @Nullable Entry find(Cause cause, String proxy, Cut cut) {
        return entries.stream()
                .filter(entry -> isLike(entry, cause, proxy, cut))
                .filter(entry -> entry.owner == null || entry.owner.equals(cut.user()))
                .min(Comparator.comparing(entry -> entry.owner != null))
                .orElse(null);
    }

    private static boolean isLike(Entry entry, Cause cause, String proxy, Cut cut) {
        return entry.cause == cause
                && entry.proxy.equals(proxy)
                && (cause == Cause.PROXY_RELOADED || ProxyCuts.isNear(entry.typical, ProxyCuts.measure(cause, cut)));
    }

    private @Nullable Entry ownedBy(UserId owner, String proxy) {
        return entries.stream()
                .filter(entry -> owner.equals(entry.owner) && entry.proxy.equals(proxy))
                .findFirst()
                .orElse(null);
    }

    private void makeRoom() {
        if (entries.size() >= MAX_FINDINGS) {
            entries.stream()
                    .min(Comparator.comparing((Entry entry) -> entry.owner == null)
                            .thenComparing(entry -> entry.lastAt))
                    .ifPresent(entries::remove);
        }
    }

    private void forget(long now) {
        entries.removeIf(entry -> now - entry.lastAt > FORGOTTEN.toNanos());
    }

    /** All of them, the newest first. */
    List<CutFinding> all(long now) {
        forget(now);
        return entries.stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.lastAt).reversed())
                .map(entry -> entry.picture(now))
                .toList();
    }
}
