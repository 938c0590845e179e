package dev.lifeline.core.delivery;

import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.path.Cause;
import dev.lifeline.core.path.ConnectionEnd;
import dev.lifeline.core.path.CutDiagnosis;
import dev.lifeline.core.path.Diagnosis;
import dev.lifeline.core.path.Ending;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.PathLimits;
import dev.lifeline.core.path.Prober;
import dev.lifeline.core.path.Probes;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.ConnectionSettings;
import dev.lifeline.core.session.End;
import dev.lifeline.core.session.Peer;
import dev.lifeline.core.session.SilentConnection;
import dev.lifeline.core.time.Scheduler.Timeout;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Ties connections to what is known of their paths: each gets the heartbeat that fits, what it goes through becomes
 * evidence, and its client is asked to measure where more is to be known. Thread-safe; never waits.
 */
public final class Paths implements SilentDoor {

    /** How often an idle connection is asked whether its client should measure, as a multiple of when it first is. */
    private static final int ASK_AGAIN = 10;

    /** How often leases are looked through for those that nobody took up, and heartbeats are fitted to news. */
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

    /** A connection and the way it came. Compared by identity. */
    private static final class Traveller {

        final Connection connection;
        final PathKey path;
        final Set<String> marks;
        final Prober prober;

        /** Its client does not measure. */
        volatile boolean metered;

        volatile @Nullable Timeout asking;

        Traveller(Connection connection, PathKey path, Set<String> marks) {
            this.marks = marks;
            this.connection = connection;
            this.path = path;
            this.prober = new Prober(path, connection.user(), connection.id());
        }
    }

    private final PathLimits limits;
    private final CutDiagnosis causes;
    private final Diagnosis.Words words;
    private final Probes probes;
    private final boolean probing;
    private final ConnectionSettings settings;
    private final Codec codec;
    private final Departures departures;

    private final Map<Connection, Traveller> travellers = new ConcurrentHashMap<>();
    private final Map<PathKey, Set<Traveller>> byPath = new ConcurrentHashMap<>();

    /**
     * Paths of which more is known than their connections' heartbeats show: of thousands that come back at once each
     * brings news for all.
     */
    private final Set<PathKey> news = ConcurrentHashMap.newKeySet();

    /** Probes that are open, by lease. */
    private final Map<String, SilentConnection> silent = new ConcurrentHashMap<>();

    /**
     * @param limits what is known
     * @param causes why connections end
     * @param words what pages are told of it
     * @param probing whether clients are asked to measure
     * @param random unpredictable to clients
     */
    public Paths(
            PathLimits limits,
            CutDiagnosis causes,
            Diagnosis.Words words,
            boolean probing,
            ConnectionSettings settings,
            Codec codec,
            RandomGenerator random) {
        this.limits = limits;
        this.causes = causes;
        this.words = words;
        this.probes = new Probes(limits, settings.ticker(), random, this::endProbe);
        this.probing = probing;
        this.settings = settings;
        this.codec = codec;
        this.departures = new Departures(settings.ticker());
    }

    /** Starts the housekeeping. To be called once. */
    public void start() {
        settings.scheduler().every(HOUSEKEEPING.toNanos(), this::keepHouse);
    }

    private void keepHouse() {
        probes.expire();
        news.forEach(path -> {
            news.remove(path);
            byPath.getOrDefault(path, Set.of()).forEach(this::fit);
        });
    }

    /** Takes a connection in before anything is said on it. */
    void opened(Connection connection, PathKey path, Set<String> marks) {
        Traveller traveller = new Traveller(connection, path, marks);
        travellers.put(connection, traveller);
        byPath.compute(path, (key, present) -> {
            Set<Traveller> all = present == null ? ConcurrentHashMap.newKeySet(1) : present;
            all.add(traveller);
            return all;
        });
        connection.beat(fitting(traveller));
        if (connection.level() == Level.V1) {
            askIn(limits.rules().settled(), traveller);
        } else {
            cameBack(traveller, null);
        }
        if (!connection.isOpen()) {
            // It ended before ended() could find it.
            leave(connection);
        }
    }

    void survived(Connection connection, Duration silence) {
        Traveller traveller = travellers.get(connection);
        if (traveller != null) {
            limits.survived(traveller.path, connection.user(), silence);
            fit(traveller);
        }
    }

    void ended(Connection connection, End end) {
        Traveller traveller = leave(connection);
        if (traveller == null) {
            return;
        }
        ConnectionEnd whole = new ConnectionEnd(
                traveller.path,
                connection.user(),
                switch (end.how()) {
                    case OURS -> ConnectionEnd.Seen.server(end.code());
                    case THEIRS -> ConnectionEnd.Seen.client(end.code());
                    case CUT -> ConnectionEnd.Seen.cut();
                },
                end.silence(),
                end.lifetime(),
                connection.heartbeat().interval(),
                traveller.marks);
        causes.ended(whole);
        departures.add(connection, whole);
    }

    /** Forgets a connection, and ends its probes; null: it is not here, or was forgotten before. */
    private @Nullable Traveller leave(Connection connection) {
        Traveller traveller = travellers.remove(connection);
        if (traveller == null) {
            return null;
        }
        byPath.computeIfPresent(traveller.path, (key, all) -> {
            all.remove(traveller);
            return all.isEmpty() ? null : all;
        });
        Timeout asking = traveller.asking;
        if (asking != null) {
            asking.cancel();
        }
        probes.giveUp(traveller.prober);
        return traveller;
    }

    /** A client tells how its connection before this one ended. */
    void cameBack(Connection connection, Inbound.Last last) {
        Traveller traveller = travellers.get(connection);
        if (traveller != null) {
            cameBack(traveller, new Ending.Last(last.code(), last.silence(), last.verdict()));
        }
    }

    private void cameBack(Traveller traveller, Ending.@Nullable Last last) {
        Departures.Departure before = departures.take(traveller.connection, traveller.path);
        if (before == null) {
            return;
        }
        ConnectionEnd end = before.end();
        PathKey back = traveller.path;
        Duration awayFor = Duration.ofNanos(settings.ticker().nanoTime() - before.at());
        Diagnosis diagnosis = causes.returned(end, back, awayFor, last);
        // Whom a proxy's reload cut among many has met no limit.
        boolean tells = diagnosis.cause() != Cause.PROXY_RELOADED;
        if (tells && limits.ended(end.path(), back, end.user(), end.ending(awayFor, last))) {
            news.add(end.path());
        }
        if (diagnosis.cause().isOnTheWay() && traveller.connection.level() == Level.V1) {
            traveller.connection.send(codec.encode(told(diagnosis)));
        }
        fit(traveller);
        ask(traveller);
    }

    private Outbound told(Diagnosis diagnosis) {
        return new Outbound.Diagnosis(
                diagnosis.cause().slug(),
                diagnosis.silence(),
                diagnosis.lifetime(),
                diagnosis.hops().stream()
                        .map(hop -> new Outbound.Diagnosis.Culprit(hop.name(), hop.setting(Locale.ENGLISH)))
                        .toList(),
                words.english(diagnosis),
                words.chinese(diagnosis));
    }

    // ---- heartbeats

    private HeartbeatPolicy fitting(Traveller traveller) {
        Duration interval = limits.interval(traveller.path, traveller.connection.user());
        return new HeartbeatPolicy(interval, settings.heartbeat().patience());
    }

    private void fit(Traveller traveller) {
        Connection connection = traveller.connection;
        synchronized (traveller) {
            HeartbeatPolicy fitting = fitting(traveller);
            if (fitting.interval().equals(connection.heartbeat().interval())) {
                return;
            }
            connection.beat(fitting);
            if (connection.level() == Level.V1) {
                connection.send(codec.encode(new Outbound.Heartbeat(fitting.interval(), fitting.patience())));
            }
        }
    }

    // ---- probes

    private void askIn(Duration delay, Traveller traveller) {
        if (!probing) {
            return;
        }
        traveller.asking = settings.scheduler().schedule(delay.toNanos(), () -> {
            ask(traveller);
            askIn(limits.rules().settled().multipliedBy(ASK_AGAIN), traveller);
        });
        if (!traveller.connection.isOpen()) {
            traveller.asking.cancel();
        }
    }

    private void ask(Traveller traveller) {
        Connection connection = traveller.connection;
        if (probing && connection.isOpen() && connection.level() == Level.V1) {
            probes.next(traveller.prober, traveller.metered, connection.openFor())
                    .ifPresent(lease -> connection.send(codec.encode(new Outbound.Probe(lease.id(), lease.silence()))));
        }
    }

    /** What a client tells of a probe of its own. */
    void probed(Connection connection, Inbound.Probed probed) {
        Traveller traveller = travellers.get(connection);
        if (traveller == null) {
            return;
        }
        Probes.Report report = switch (probed.result()) {
            // The echo has told it already, or will in a moment.
            case SURVIVED -> null;
            case CUT -> Probes.Report.CUT;
            case DROPPED -> Probes.Report.DROPPED;
            case REFUSED -> Probes.Report.REFUSED;
            case VOID -> Probes.Report.VOID;
            case METERED -> {
                traveller.metered = true;
                probes.giveUp(traveller.prober);
                yield null;
            }
        };
        // Anybody may say anything of leases that are not his, and there may be thousands on his path.
        if (report != null && probes.reported(traveller.prober, probed.lease(), report)) {
            learned(traveller.path, connection.user());
        }
    }

    /** A probe of this user's has been opened, or has ended: there may be more to know, and more to try. */
    private void learned(PathKey path, UserId prober) {
        news.add(path);
        for (Traveller traveller : byPath.getOrDefault(path, Set.of())) {
            if (traveller.connection.user().equals(prober)) {
                fit(traveller);
                ask(traveller);
            }
        }
    }

    @Override
    public @Nullable SilentConnection open(String lease, UserId user, PathKey path, Peer peer) {
        if (!probes.open(lease, path, user)) {
            probes.astray(lease, path, user).ifPresent(measured -> learned(measured, user));
            return null;
        }
        SilentConnection opened = new SilentConnection(peer, settings.ticker(), new SilentConnection.Listener() {
            @Override
            public void echoed(Duration silence) {
                probes.echoed(lease, silence);
                over();
            }

            @Override
            public void ended(boolean cut, Duration silence) {
                if (cut) {
                    probes.closed(lease, silence);
                }
                over();
            }

            private void over() {
                silent.remove(lease);
                learned(path, user);
            }
        });
        silent.put(lease, opened);
        if (!probes.isOut(lease)) {
            // Its pass ended before endProbe() could find it.
            endProbe(lease);
        }
        learned(path, user);
        return opened;
    }

    @Override
    public String toString() {
        return "paths of " + travellers.size() + " connections, " + silent.size() + " probes";
    }

    private void endProbe(String lease) {
        SilentConnection open = silent.remove(lease);
        if (open != null) {
            open.close(CloseCode.PROBE_OVER, "this measurement is over");
        }
    }
}
