package dev.lifeline.core.path;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Which silences one pass of probes tries. Not thread-safe.
 *
 * <p>First those of the rules. What is still open between the longest silence that
 * was survived and the shortest that was not is divided until the two are within a tenth of each other.
 */
public final class ProbePlan {

    /** How many silences may be under way at once, and into how many cuts less one a gap is divided. */
    public static final int AT_ONCE = 3;

    /** Silences to try next, in this order; those that have become pointless among them. */
    private final Deque<Duration> planned;

    private final PathRules rules;

    private Duration survived = Duration.ZERO;
    private @Nullable Duration ended;
    private boolean exact;

    /** @param rules which silences come first, and which gap is too small to be divided */
    public ProbePlan(PathRules rules) {
        this.rules = rules;
        this.planned = new ArrayDeque<>(rules.silences());
    }

    /** A silence was survived. */
    public void survived(Duration silence) {
        survived = IntervalRule.max(survived, silence);
    }

    /** A silence could not be tried. */
    void again(Duration silence) {
        planned.addFirst(silence);
    }

    /**
     * A silence was not survived.
     *
     * @param isLimit both ends saw the end: there is no more to find out
     */
    public void ended(Duration silence, boolean isLimit) {
        ended = ended == null ? silence : IntervalRule.min(ended, silence);
        exact |= isLimit;
    }

    /**
     * The silence to try next; null: none before one of those under way has ended, or none at all.
     *
     * @param running those under way
     */
    public @Nullable Duration next(Collection<Duration> running) {
        if (exact || running.size() >= AT_ONCE) {
            return null;
        }
        Duration next = nextPlanned();
        if (next == null && running.stream().noneMatch(this::isOpen) && !isNarrow()) {
            divide();
            next = nextPlanned();
        }
        return next;
    }

    /** Whether all is known that can be. */
    public boolean isDone(Collection<Duration> running) {
        return exact
                || (planned.stream().noneMatch(this::isOpen) && running.stream().noneMatch(this::isOpen) && isNarrow());
    }

    private @Nullable Duration nextPlanned() {
        Duration next = planned.poll();
        while (next != null && !isOpen(next)) {
            next = planned.poll();
        }
        return next;
    }

    /** Whether nothing is known yet of a silence. */
    private boolean isOpen(Duration silence) {
        return silence.compareTo(survived) > 0 && (ended == null || silence.compareTo(ended) < 0);
    }

    /** Whether the gap is not worth another probe. */
    private boolean isNarrow() {
        return ended == null || Witness.alike(survived, ended) || rules.isTooShort(ended.minus(survived));
    }

    private void divide() {
        Duration gap = ended == null ? Duration.ZERO : ended.minus(survived);
        for (int part = 1; part <= AT_ONCE; part++) {
            planned.add(survived.plus(gap.multipliedBy(part).dividedBy(AT_ONCE + 1)));
        }
    }
}
