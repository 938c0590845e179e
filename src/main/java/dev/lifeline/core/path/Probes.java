package dev.lifeline.core.path;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.path.Evidence.Kind;
import dev.lifeline.core.path.ProbePass.Probe;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sacrificial connections that measure paths: who may open one, for which silence, and what its end proves.
 * Thread-safe; calls nobody while it holds its lock.
 *
 * <p>A pass belongs to one live connection and ends with it. There is one on a path at a time; it has one handshake
 * under way and three silences at the most. Whatever goes otherwise than leased ends it without evidence.
 */
public final class Probes {

    /** Passes at once, over all paths. */
    public static final int MAX_PASSES = 1_000;

    /** How long a lease waits for its handshake, and a result for what confirms it. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    /** Probes of one pass that may come by another proxy before the pass is left to its end. */
    private static final int MAX_ASTRAY = 30;

    /** How much earlier than leased a client's timer may fire by our clock. */
    private static final Duration TIMER_SLACK = Duration.ofSeconds(1);

    /** What the client saw of its probe. */
    public enum Report {
        /** It was closed during its silence. */
        CUT,
        /** It asked for the echo after its silence and heard nothing. */
        DROPPED,
        /** Its handshake failed. */
        REFUSED,
        /** It slept, or its network changed: it cannot tell. */
        VOID
    }

    private final PathLimits limits;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final Consumer<String> end;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<PathKey, ProbePass> passes = new HashMap<>();

    /** Those that are leased or open, by their lease's id. */
    @GuardedBy("lock")
    private final Map<String, Probe> probes = new HashMap<>();

    /**
     * @param limits learns what was found
     * @param random unpredictable to clients
     * @param end ends the probe with that lease, should it be open: its result is known, or its pass is over. A client
     *     that is not there any more closes nothing
     */
    public Probes(PathLimits limits, Ticker ticker, RandomGenerator random, Consumer<String> end) {
        this.limits = limits;
        this.ticker = ticker;
        this.random = random;
        this.end = end;
    }

    /**
     * What the client of a live connection is to try now, if anything. To be asked once the connection has
     * {@link PathRules#settled}, after each thing that happened to its probes, and now and then.
     *
     * @param metered the client's network costs by volume, or the client asks to save data: it is spared
     * @param openFor how long the live connection is open
     */
    public Optional<ProbeLease> next(Prober prober, boolean metered, Duration openFor) {
        if (metered || openFor.compareTo(limits.rules().settled()) < 0) {
            return Optional.empty();
        }
        boolean due = limits.isPassDue(prober.path(), prober.user());
        lock.lock();
        try {
            ProbePass pass = passes.get(prober.path());
            if (pass == null && due && passes.size() < MAX_PASSES) {
                pass = new ProbePass(prober, limits.rules());
                passes.put(prober.path(), pass);
            }
            return pass != null && pass.prober.equals(prober) ? lease(pass) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Optional<ProbeLease> lease(ProbePass pass) {
        Duration silence = pass.awaitsHandshake() ? null : pass.plan.next(pass.silences());
        if (silence == null) {
            return Optional.empty();
        }
        HexFormat hex = HexFormat.of();
        String id = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
        ProbeLease lease = new ProbeLease(id, silence);
        Probe probe = new Probe(pass, lease, ticker.nanoTime() + GRACE.toNanos());
        pass.add(probe);
        probes.put(id, probe);
        return Optional.of(lease);
    }

    /**
     * A probe's handshake.
     *
     * @return whether it may stay: the lease is known, was not used, and its user came by the same path
     */
    public boolean open(String lease, PathKey path, UserId user) {
        lock.lock();
        try {
            Probe probe = probes.get(lease);
            if (probe == null || probe.openedAt != null) {
                return false;
            }
            Prober prober = probe.pass.prober;
            if (!prober.path().equals(path) || !prober.user().equals(user)) {
                return false;
            }
            long now = ticker.nanoTime();
            probe.openedAt = now;
            probe.expiresAt = now + probe.lease.silence().plus(GRACE).toNanos();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A probe's handshake came, but by another proxy than its live connection, as where a balancer gives each connection
     * to one of several. It tells nothing of the path; its silence will be leased again.
     *
     * @return the path that is measured; empty: it was not that, or too many have gone astray
     */
    public Optional<PathKey> astray(String lease, PathKey path, UserId user) {
        lock.lock();
        try {
            Probe probe = probes.get(lease);
            if (probe == null
                    || probe.openedAt != null
                    || !probe.pass.prober.user().equals(user)) {
                return Optional.empty();
            }
            PathKey measured = probe.pass.prober.path();
            if (measured.hasOtherNetworkThan(path) || ++probe.pass.astray > MAX_ASTRAY) {
                return Optional.empty();
            }
            probes.remove(lease);
            probe.pass.remove(probe);
            probe.pass.plan.again(probe.lease.silence());
            return Optional.of(measured);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A probe asked for its echo.
     *
     * @param silence how long it had been silent; less than leased ends the pass
     */
    public void echoed(String lease, Duration silence) {
        settle(lease, probe -> {
            if (silence.plus(TIMER_SLACK).compareTo(probe.lease.silence()) < 0) {
                return Result.BROKEN;
            }
            probe.pass.plan.survived(silence);
            return new Result(Kind.SURVIVED, silence, false);
        });
    }

    /**
     * The server saw a FIN or RST of a probe and no Close frame.
     *
     * @param silence how long it had been silent
     */
    public void closed(String lease, Duration silence) {
        settle(lease, probe -> {
            probe.closedAfter = silence;
            probe.expiresAt = ticker.nanoTime() + GRACE.toNanos();
            return judge(probe);
        });
    }

    /** Whether a lease waits for its handshake or its result. */
    public boolean isOut(String lease) {
        lock.lock();
        try {
            return probes.containsKey(lease);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The client told on its live connection what it saw of a probe; somebody else's word is ignored.
     *
     * @return whether the probe has its result now
     */
    public boolean reported(Prober prober, String lease, Report report) {
        return settle(lease, probe -> {
            if (!probe.pass.prober.equals(prober)) {
                return null;
            }
            if (report == Report.REFUSED || report == Report.VOID || probe.openedAt == null) {
                return Result.BROKEN;
            }
            probe.report = report;
            return judge(probe);
        });
    }

    /** Both ends' views of one end; null: one is still to come. */
    private @Nullable Result judge(Probe probe) {
        Duration closedAfter = probe.closedAfter;
        if (probe.report == Report.CUT) {
            if (closedAfter == null) {
                return null;
            }
            return limits.rules().isTooShort(closedAfter)
                    ? Result.BROKEN
                    : ended(probe.pass, new Result(Kind.CUT, closedAfter, false));
        }
        if (probe.report == Report.DROPPED && probe.openedAt != null) {
            boolean early = ticker.nanoTime() - probe.openedAt + TIMER_SLACK.toNanos()
                    < probe.lease.silence().toNanos();
            Duration silence =
                    closedAfter == null ? probe.lease.silence() : IntervalRule.min(closedAfter, probe.lease.silence());
            return early || limits.rules().isTooShort(silence)
                    ? Result.BROKEN
                    : ended(probe.pass, new Result(Kind.DROPPED, silence, false));
        }
        return null;
    }

    private static Result ended(ProbePass pass, Result result) {
        pass.plan.ended(result.silence(), result.kind() == Kind.CUT);
        return result;
    }

    /** A live connection has ended, or its client measures no more, and its pass is over. */
    public void giveUp(Prober prober) {
        breakOff(pass -> pass.prober.equals(prober));
    }

    /** Ends passes whose leases were not taken up or whose results did not come. To be called about once a second. */
    public void expire() {
        long now = ticker.nanoTime();
        breakOff(pass -> pass.running().stream().anyMatch(probe -> now - probe.expiresAt > 0));
    }

    private void breakOff(Predicate<ProbePass> which) {
        List<ProbePass> broken = new ArrayList<>();
        List<String> open = new ArrayList<>();
        lock.lock();
        try {
            passes.values().stream().filter(which).forEach(broken::add);
            broken.forEach(pass -> open.addAll(forget(pass)));
        } finally {
            lock.unlock();
        }
        broken.forEach(pass -> limits.brokeOff(pass.prober.path(), pass.prober.user()));
        open.forEach(end);
    }

    /** What a probe showed; {@link #BROKEN}: that its pass is to be given up. */
    private record Result(Kind kind, Duration silence, boolean broken) {

        static final Result BROKEN = new Result(Kind.SURVIVED, Duration.ZERO, true);
    }

    private interface Step {

        /** Null: the probe goes on. */
        @Nullable
        Result take(Probe probe);
    }

    /** The one way by which a probe comes to its result; whether it did. */
    private boolean settle(String lease, Step step) {
        ProbePass pass;
        Result result;
        boolean over;
        List<String> open = new ArrayList<>();
        lock.lock();
        try {
            Probe probe = probes.get(lease);
            result = probe == null ? null : step.take(probe);
            if (probe == null || result == null) {
                return false;
            }
            pass = probe.pass;
            pass.remove(probe);
            probes.remove(lease);
            over = result.broken() || pass.plan.isDone(pass.silences());
            open.add(lease);
            if (over) {
                open.addAll(forget(pass));
            }
        } finally {
            lock.unlock();
        }
        Prober prober = pass.prober;
        if (!result.broken()) {
            limits.observed(prober.path(), prober.user(), result.kind(), result.silence());
        }
        if (over && result.broken()) {
            limits.brokeOff(prober.path(), prober.user());
        } else if (over) {
            limits.passed(prober.path(), prober.user());
        }
        open.forEach(end);
        return true;
    }

    /** The leases that were out or open. */
    @GuardedBy("lock")
    private List<String> forget(ProbePass pass) {
        passes.remove(pass.prober.path(), pass);
        List<String> open =
                pass.running().stream().map(probe -> probe.lease.id()).toList();
        open.forEach(probes::remove);
        return open;
    }
}
