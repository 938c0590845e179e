package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.CutDiagnosis;
import dev.lifeline.core.path.CutFinding;
import dev.lifeline.core.path.Hops;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.PathLimits;
import dev.lifeline.core.path.PathRules;
import dev.lifeline.core.path.ProbeLease;
import dev.lifeline.core.path.Prober;
import dev.lifeline.core.path.Probes;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What the server knows over all connections: one that learns, or one with a fixed interval. */
final class Server {

    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

    private final PathLimits limits;
    private final Probes probes;
    private final CutDiagnosis diagnosis;
    private final List<CutFinding> news = new ArrayList<>();

    /** The interval for everybody; null: learned. */
    private final Duration fixed;

    private final Map<PathKey, Set<Live>> live = new HashMap<>();
    private final Set<PathKey> measured = new HashSet<>();
    private final Map<String, Runnable> openProbes = new HashMap<>();

    Server(Timeline time, Random random, Duration fixed) {
        this.fixed = fixed;
        this.limits = new PathLimits(time, PathRules.DEFAULT);
        this.probes = new Probes(
                limits,
                time,
                random,
                lease -> openProbes.getOrDefault(lease, () -> {}).run());
        this.diagnosis = new CutDiagnosis(time, limits::estimate, Hops.shipped(), news::add);
        time.after(HOUSEKEEPING, new Runnable() {
            @Override
            public void run() {
                probes.expire();
                time.after(HOUSEKEEPING, this);
            }
        });
    }

    /** Paths on which a pass has come to its end. */
    Set<PathKey> measured() {
        return measured;
    }

    PathLimits limits() {
        return limits;
    }

    CutDiagnosis diagnosis() {
        return diagnosis;
    }

    /** Findings as they were told. */
    List<CutFinding> news() {
        return news;
    }

    Probes probes() {
        return probes;
    }

    Duration interval(PathKey path, UserId user) {
        return fixed == null ? limits.interval(path, user) : fixed;
    }

    Optional<ProbeLease> lease(Prober prober, boolean metered, Duration openFor) {
        return fixed == null ? probes.next(prober, metered, openFor) : Optional.empty();
    }

    void opened(PathKey path, Live connection) {
        live.computeIfAbsent(path, key -> new HashSet<>()).add(connection);
    }

    void closed(PathKey path, Live connection) {
        live.get(path).remove(connection);
    }

    /** Evidence has changed the interval of somebody on this path. */
    void refresh(PathKey path) {
        List.copyOf(live.getOrDefault(path, Set.of())).forEach(Live::refresh);
    }

    /** A pass may have ended, or gone on. */
    void looked(Device device) {
        if (!limits.isPassDue(device.path(), device.user())) {
            measured.add(device.path());
        }
        refresh(device.path());
        device.look();
    }

    void probeOpened(String lease, Runnable end) {
        openProbes.put(lease, end);
    }

    void probeClosed(String lease) {
        openProbes.remove(lease);
    }
}
