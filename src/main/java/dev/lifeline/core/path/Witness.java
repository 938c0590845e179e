package dev.lifeline.core.path;

import dev.lifeline.core.path.Evidence.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one user has seen of one path. Not thread-safe: for the holder of {@link PathLimits}' lock. */
final class Witness {

    /** How long the interval after a cut stays, unless probes tell more before. */
    private static final Duration CAUTION = Duration.ofDays(1);

    /** The interval after a live connection was cut. */
    private record Caution(Duration interval, long since) {}

    private Observations observations = new Observations();

    /** What was known before the newest cut counted; null: it did not count, or probes have told more since. */
    private @Nullable Observations beforeCut;

    private @Nullable Caution caution;

    /** The newest cut of a live connection, whether it counted or not. */
    private @Nullable Ending lastEnding;

    /** The interval as of {@link #fittedVersion} of the path's record. */
    Duration fitted = Duration.ZERO;

    int fittedVersion = -1;

    private int unexplained;
    private boolean changed;
    private @Nullable Long passedAt;
    private @Nullable Long brokeOffAt;

    /** Whether a silence that somebody survived is one that ended a connection here. */
    boolean contradicts(Evidence survived) {
        Evidence end = observations.shortestEnded();
        return end != null && survived.silence().compareTo(end.silence()) >= 0;
    }

    Observations observations() {
        return observations;
    }

    /** Whether more is known from it than that a heartbeat passed. */
    boolean hasMeasured() {
        return passedAt != null || unexplained > 0 || observations.shortestEnded() != null;
    }

    /** Ends of live connections since the last pass that the evidence does not explain. */
    int unexplained() {
        return unexplained;
    }

    /** A live connection has shown since the newest pass that the path is another. */
    boolean hasChanged() {
        return changed;
    }

    /** When this user's newest pass of probes ran to its end; null: none has. */
    @Nullable
    Long passedAt() {
        return passedAt;
    }

    /** When this user's newest pass broke off; null: none has since {@link #passedAt}. */
    @Nullable
    Long brokeOffAt() {
        return brokeOffAt;
    }

    void passed(long now) {
        passedAt = now;
        brokeOffAt = null;
        unexplained = 0;
        changed = false;
        caution = null;
        beforeCut = null;
    }

    void brokeOff(long now) {
        brokeOffAt = now;
    }

    /**
     * A live connection was lost while its client lived, and the evidence does not say why. Two of them are no limit
     * yet, but no reason to trust the estimate either: until probes tell more the usual interval is the longest.
     */
    void lost(Duration usual, long now) {
        unexplained++;
        if (unexplained >= PassRule.UNEXPLAINED) {
            caution = new Caution(usual, now);
        }
    }

    /**
     * A live connection was cut while its client lived. Idleness is only one reason: a limit of the lifetime cuts at
     * any silence. So two cuts of like lifetimes and unlike silences are that, and the first counts no longer. A cut
     * within the usual interval, where any traffic may have been the last by chance, takes a second one like it.
     *
     * @return whether it counts as evidence of an idle limit
     */
    boolean cut(Ending ending, IntervalRule rule, long now) {
        Duration usual = rule.unknown();
        Ending before = lastEnding;
        lastEnding = ending;
        boolean likeSilences = before != null && alike(before.silence(), ending.silence());
        boolean likeLifetimes = before != null && alike(before.lifetime(), ending.lifetime());
        if (likeLifetimes && !likeSilences) {
            retractCut();
            return false;
        }
        boolean confirmed = likeSilences && (!likeLifetimes || isSilentFromTheStart(ending));
        if (ending.silence().compareTo(usual) < 0 && !confirmed) {
            lost(usual, now);
            return false;
        }
        beforeCut = observations.copy();
        observations.add(new Evidence(Kind.CUT, ending.silence(), now));
        caution = new Caution(rule.afterCut(ending.interval(), ending.silence()), now);
        changed = true;
        return true;
    }

    private void retractCut() {
        if (beforeCut != null) {
            observations = beforeCut;
            beforeCut = null;
            caution = null;
            changed = false;
        }
    }

    /** Connections on which nothing is ever said have like lifetimes because their silences are. */
    private static boolean isSilentFromTheStart(Ending ending) {
        return alike(ending.lifetime(), ending.silence());
    }

    /** Within a tenth of each other. */
    static boolean alike(Duration a, Duration b) {
        return IntervalRule.min(a, b).compareTo(IntervalRule.share(IntervalRule.max(a, b), 90)) >= 0;
    }

    /** No interval of this user's may be longer; null: any may. */
    @Nullable
    Duration caution(long now) {
        Caution held = caution;
        return held == null || now - held.since() > CAUTION.toNanos() ? null : held.interval();
    }
}
