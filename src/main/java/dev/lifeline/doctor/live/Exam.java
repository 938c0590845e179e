package dev.lifeline.doctor.live;

import dev.lifeline.core.path.ProbePlan;
import dev.lifeline.core.session.SilentConnection;
import dev.lifeline.doctor.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One examination. Guarded by the {@link Exams} that hold it. */
final class Exam {

    /** Connections of one examination; more are not given out. */
    static final int MOST_TRIALS = 40;

    /** Connections that only want their echo: the second finds a limit of connections that the first keeps. */
    private static final int ECHOES = 2;

    final String id;
    final Sighting request;
    final Map<String, Trial> trials = new LinkedHashMap<>();

    /** Null where no silence is to be tried. */
    private final @Nullable ProbePlan plan;

    private Approach approach = Approach.UNKNOWN;
    private Duration survived = Duration.ZERO;
    private @Nullable Duration cut;
    private @Nullable Duration dropped;

    /** When this was last asked of. */
    long touchedAt;

    Exam(String id, Sighting request, @Nullable ProbePlan plan, long now) {
        this.id = id;
        this.request = request;
        this.plan = plan;
        this.touchedAt = now;
    }

    void came(Approach how) {
        approach = how;
    }

    /**
     * How long the next connection is to be silent; empty where none is to be opened now. The other side sees to it that
     * one handshake is under way at a time: it knows of an open connection before this one does.
     */
    Optional<Duration> nextSilence() {
        if (isDone() || trials.values().stream().anyMatch(trial -> trial.isEcho() && trial.isUnderWay())) {
            return Optional.empty();
        }
        if (trials.size() < ECHOES) {
            return Optional.of(Duration.ZERO);
        }
        return plan == null ? Optional.empty() : Optional.ofNullable(plan.next(silences()));
    }

    boolean isDone() {
        if (trials.values().stream().anyMatch(Exam::hasFailed) || trials.size() >= MOST_TRIALS) {
            return true;
        }
        boolean echoed = trials.size() >= ECHOES
                && trials.values().stream().filter(Trial::isEcho).noneMatch(Trial::isUnderWay);
        return echoed && (plan == null || plan.isDone(silences()));
    }

    /** Whether what became of it makes every further connection pointless. */
    private static boolean hasFailed(Trial trial) {
        Seen seen = trial.seen;
        return seen != null
                && (seen.result() == Seen.Result.REFUSED || (trial.isEcho() && seen.result() != Seen.Result.SURVIVED));
    }

    private List<Duration> silences() {
        return trials.values().stream()
                .filter(trial -> !trial.isEcho() && trial.isUnderWay())
                .map(trial -> trial.silence)
                .toList();
    }

    /** The other side tells how one ended; the first word counts. */
    void observed(String nonce, Seen seen) {
        Trial trial = trials.get(nonce);
        if (trial == null || !trial.isUnderWay()) {
            return;
        }
        trial.seen = seen;
        if (trial.isEcho() || plan == null) {
            return;
        }
        switch (seen.result()) {
            case SURVIVED -> {
                survived = longer(survived, trial.silence);
                plan.survived(trial.silence);
            }
            case CUT -> {
                cut = cut == null ? seen.after() : shorter(cut, seen.after());
                plan.ended(seen.after(), true);
            }
            case DROPPED -> {
                dropped = dropped == null ? trial.silence : shorter(dropped, trial.silence);
                plan.ended(trial.silence, false);
            }
            case REFUSED, VOID -> {}
        }
    }

    private Limit limit() {
        if (cut != null) {
            return new Limit(Limit.Kind.CUT, cut, cut);
        }
        if (dropped != null) {
            return new Limit(Limit.Kind.DROPPED, survived, dropped);
        }
        boolean all = plan != null && plan.isDone(silences()) && !survived.isZero();
        return new Limit(all ? Limit.Kind.NONE : Limit.Kind.UNKNOWN, survived, survived);
    }

    Report report(Site site, Fitting fitting, long now) {
        Limit limit = limit();
        List<Trial> all = List.copyOf(trials.values());
        List<Advice> findings = new ArrayList<>(ArrivalRules.judge(request, all, approach));
        LimitRule.judge(limit, site, findings);
        Sighting handshake = all.stream()
                .map(trial -> trial.arrival)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Report(
                id,
                approach.server(),
                request,
                handshake,
                LimitRule.worstFirst(findings),
                all.stream().map(trial -> trial.attempt(now)).toList(),
                limit,
                fitting.heartbeat(limit),
                LocationBlock.of(site));
    }

    /** Those that are still open, or may be. */
    List<SilentConnection> connections() {
        return trials.values().stream()
                .map(trial -> trial.connection)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
