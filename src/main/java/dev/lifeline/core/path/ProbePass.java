package dev.lifeline.core.path;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One client's measurement of its path. Not thread-safe: for the holder of {@link Probes}' lock. */
final class ProbePass {

    /** One probe, from its lease to its result. */
    static final class Probe {

        final ProbePass pass;
        final ProbeLease lease;
        long expiresAt;

        /** The ticker's time of its handshake; null: none yet. */
        @Nullable
        Long openedAt;

        /** The silence after which the server saw it end; null: it has not. */
        @Nullable
        Duration closedAfter;

        /** The client has reported its end; null: not yet. */
        Probes.@Nullable Report report;

        Probe(ProbePass pass, ProbeLease lease, long expiresAt) {
            this.pass = pass;
            this.lease = lease;
            this.expiresAt = expiresAt;
        }
    }

    final Prober prober;
    final ProbePlan plan;

    /** Probes that came by another proxy. */
    int astray;

    private final List<Probe> running = new ArrayList<>(ProbePlan.AT_ONCE);

    ProbePass(Prober prober, PathRules rules) {
        this.prober = prober;
        this.plan = new ProbePlan(rules);
    }

    /** One handshake at a time: while one is awaited there is no other lease. */
    boolean awaitsHandshake() {
        return running.stream().anyMatch(probe -> probe.openedAt == null);
    }

    List<Duration> silences() {
        return running.stream().map(probe -> probe.lease.silence()).toList();
    }

    void add(Probe probe) {
        running.add(probe);
    }

    void remove(Probe probe) {
        running.remove(probe);
    }

    List<Probe> running() {
        return List.copyOf(running);
    }
}
