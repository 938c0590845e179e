package dev.lifeline.core.path;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.path.Ending.Last;
import dev.lifeline.core.path.ProxyCuts.Cluster;
import dev.lifeline.core.path.ProxyCuts.Cut;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells why connections ended: one by one, and which limit or proxy stands behind many. Thread-safe; calls nobody while
 * it holds its lock. What it keeps is bounded, whatever clients do.
 *
 * <p>Tell it each end with {@link #ended}, and with {@link #returned} once that client has come back, both before the
 * same is told to {@link PathLimits}: the estimate is to be that of the time before.
 *
 * <p>One user alone proves nothing to others: his cuts count twice at most beside those of others, and what only he has
 * met becomes a finding that says so.
 */
public final class CutDiagnosis {

    /** Proxies whose cuts are kept; the one where nothing ended for longest is forgotten first. */
    public static final int MAX_PROXIES = 200;

    /** The code with which the shipped client leaves a link that it found dead. */
    private static final int DEAD_LINK = 4002;

    /** What a browser sends when a page is left (RFC 6455, section 7.4.1). */
    private static final int GOING_AWAY = 1001;

    private final Ticker ticker;
    private final BiFunction<PathKey, UserId, PathEstimate> estimates;
    private final Hops hops;
    private final Consumer<CutFinding> news;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<String, ProxyCuts> proxies = new LinkedHashMap<>(16, 0.75f, true);

    @GuardedBy("lock")
    private final FindingBook book;

    /**
     * @param estimates what is believed of a path's limit, such as {@link PathLimits#estimate}; called with no lock held
     * @param hops whose limits are known
     * @param news is told each finding once, and again when it comes back after a day or when what one user had met
     *     others meet too; on the thread that brought it
     */
    public CutDiagnosis(
            Ticker ticker, BiFunction<PathKey, UserId, PathEstimate> estimates, Hops hops, Consumer<CutFinding> news) {
        this.ticker = ticker;
        this.estimates = estimates;
        this.hops = hops;
        this.news = news;
        this.book = new FindingBook(hops);
    }

    /**
     * A live connection has ended. To be told at once: coincidences are judged by the time of the call.
     *
     * @return the cause as far as it can be told before the client is back
     */
    public Cause ended(ConnectionEnd end) {
        if (end.seen().isCut()) {
            lock.lock();
            try {
                proxy(end.path().proxy()).dropped(end, ticker.nanoTime());
            } finally {
                lock.unlock();
            }
        }
        return firstSight(end.seen());
    }

    /** With nobody back yet, a line that broke and a client that vanished look the same. */
    private static Cause firstSight(ConnectionEnd.Seen seen) {
        if (seen.isServers()) {
            if (seen.code() == CloseCode.OVERLOAD.number()) {
                return Cause.TOO_SLOW;
            }
            if (seen.code() == CloseCode.UNRESPONSIVE.number()) {
                return Cause.PEER_VANISHED;
            }
            return seen.code() == CloseCode.TAKEN_OVER.number() ? Cause.NETWORK : Cause.SERVER_CLOSED;
        }
        return switch (seen.code()) {
            case Ending.ABNORMAL_CLOSURE -> Cause.PEER_VANISHED;
            case DEAD_LINK -> Cause.NETWORK;
            case GOING_AWAY -> Cause.PAGE_LEFT;
            default -> Cause.CLIENT_CLOSED;
        };
    }

    /**
     * A client has come back after its connection had ended.
     *
     * @param end as it was told to {@link #ended}
     * @param back by which path it came back
     * @param awayFor from the end in the server's eyes until it came back; negative where it came back before the server
     *     knew of the end
     * @param last what the client says of it; null: it says nothing
     */
    public Diagnosis returned(ConnectionEnd end, PathKey back, Duration awayFor, @Nullable Last last) {
        Cause first = firstSight(end.seen());
        boolean open = first == Cause.PEER_VANISHED || first == Cause.NETWORK;
        boolean moved = end.path().hasOtherNetworkThan(back);
        Ending.Meaning meaning = open && !moved ? end.ending(awayFor, last).meaning() : Ending.Meaning.NOTHING;
        return switch (meaning) {
            case CUT -> cut(end, awayFor);
            case LOSS -> loss(end, last);
            case NOTHING -> told(end, open ? untold(first, awayFor, last) : first, List.of());
        };
    }

    /** It says nothing of the path: the client slept, was away or moved, left by itself, or both ends disagree. */
    private static Cause untold(Cause first, Duration awayFor, @Nullable Last last) {
        if (last != null && "page".equals(last.verdict())) {
            return Cause.PAGE_LEFT;
        }
        boolean slept = last != null && "dead".equals(last.verdict());
        if (slept || awayFor.compareTo(Ending.ALIVE) > 0) {
            return Cause.PEER_VANISHED;
        }
        return last == null ? first : Cause.NETWORK;
    }

    /** The link was dead and nobody was told: only a limit that is known already explains it. */
    private Diagnosis loss(ConnectionEnd end, @Nullable Last last) {
        Duration limit = estimates.apply(end.path(), end.user()).ended();
        if (limit == null || last == null || last.silence().compareTo(limit) < 0) {
            return told(end, Cause.NETWORK, List.of());
        }
        return told(end, Cause.IDLE_LIMIT, hops.likely(Hop.Kind.SILENT, limit, end.marks()));
    }

    private Diagnosis cut(ConnectionEnd end, Duration awayFor) {
        PathEstimate estimate = estimates.apply(end.path(), end.user());
        String proxy = end.path().proxy();
        Cause cause;
        CutFinding found;
        lock.lock();
        try {
            long now = ticker.nanoTime();
            Cut cut = new Cut(
                    end.user(),
                    end.silence().toNanos(),
                    end.lifetime().toNanos(),
                    end.interval().toNanos(),
                    end.marks(),
                    now - awayFor.toNanos());
            ProxyCuts known = proxy(proxy);
            if (known.wasReloaded(cut)) {
                cause = Cause.PROXY_RELOADED;
                found = book.clustered(proxy, new Cluster(cause, List.of(cut), true, 0), cut, now);
            } else {
                known.add(cut);
                Cluster cluster = known.cluster(cut);
                cause = cluster == null ? alone(end, estimate) : cluster.cause();
                found = cluster == null ? null : book.clustered(proxy, cluster, cut, now);
                if (cluster == null && cause.isOnTheWay()) {
                    book.joined(proxy, cause, cut);
                }
            }
        } finally {
            lock.unlock();
        }
        if (found != null) {
            news.accept(found);
        }
        return told(end, cause, culprits(end, cause));
    }

    /** One cut that is like no others: what the path's estimate explains, or the limit of a known hop. */
    private Cause alone(ConnectionEnd end, PathEstimate estimate) {
        Duration silence = end.silence();
        Duration limit = estimate.ended();
        boolean known = limit != null
                && silence.compareTo(IntervalRule.share(estimate.safe(), 90)) >= 0
                && (Witness.alike(silence, limit) || silence.compareTo(limit) < 0);
        if (known) {
            return Cause.IDLE_LIMIT;
        }
        if (!culprits(end, Cause.LIFETIME_LIMIT).isEmpty()) {
            return Cause.LIFETIME_LIMIT;
        }
        boolean survivedLonger = estimate.safe().compareTo(silence) > 0;
        return survivedLonger || culprits(end, Cause.IDLE_LIMIT).isEmpty() ? Cause.NETWORK : Cause.IDLE_LIMIT;
    }

    private List<Hop> culprits(ConnectionEnd end, Cause cause) {
        return switch (cause) {
            case IDLE_LIMIT -> hops.likely(Hop.Kind.IDLE, end.silence(), end.marks());
            case LIFETIME_LIMIT -> hops.likely(Hop.Kind.LIFETIME, end.lifetime(), end.marks());
            default -> List.of();
        };
    }

    private static Diagnosis told(ConnectionEnd end, Cause cause, List<Hop> culprits) {
        return new Diagnosis(cause, end.silence(), end.lifetime(), culprits);
    }

    /** All findings of the last seven days, the newest first; {@value FindingBook#MAX_FINDINGS} at most. */
    public List<CutFinding> findings() {
        lock.lock();
        try {
            return book.all(ticker.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Proxies whose cuts are kept. */
    int proxies() {
        lock.lock();
        try {
            return proxies.size();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private ProxyCuts proxy(String address) {
        ProxyCuts known = proxies.get(address);
        if (known != null) {
            return known;
        }
        if (proxies.size() >= MAX_PROXIES) {
            Iterator<String> oldest = proxies.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        ProxyCuts fresh = new ProxyCuts();
        proxies.put(address, fresh);
        return fresh;
    }
}
