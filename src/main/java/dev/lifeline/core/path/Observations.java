package dev.lifeline.core.path;

import dev.lifeline.core.path.Evidence.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One user's evidence on one path, without what newer evidence contradicts: a path changes, so of a silence that was
 * cut and a longer one that was survived the newer is right. Not thread-safe.
 */
final class Observations {

    /** How much evidence of each sort is kept; the least telling goes first. */
    static final int MAX_EACH = 6;

    /** Survived silences, longest first, and so oldest first: a longer and newer one says all that another says. */
    private final List<Evidence> survived = new ArrayList<>(2);

    /** Silences that were not, shortest first and so oldest first. */
    private final List<Evidence> ended = new ArrayList<>(2);

    /**
     * Takes evidence that is at least as new as what is held.
     *
     * @return whether it is more than a silence that was survived before
     */
    boolean add(Evidence evidence) {
        Duration silence = evidence.silence();
        boolean news = evidence.kind() != Kind.SURVIVED
                || survived.isEmpty()
                || silence.compareTo(survived.get(0).silence()) > 0
                || (!ended.isEmpty() && silence.compareTo(ended.get(0).silence()) >= 0);
        switch (evidence.kind()) {
            case SURVIVED -> {
                ended.removeIf(other -> other.silence().compareTo(silence) <= 0);
                survived.removeIf(other -> other.silence().compareTo(silence) <= 0);
                insert(survived, evidence);
            }
            case CUT -> {
                // It lasted until then, so what ended earlier is contradicted as well.
                ended.clear();
                survived.removeIf(other -> other.silence().compareTo(silence) >= 0);
                insert(ended, evidence);
            }
            case DROPPED -> {
                ended.removeIf(other -> other.silence().compareTo(silence) >= 0);
                survived.removeIf(other -> other.silence().compareTo(silence) >= 0);
                insert(ended, evidence);
            }
        }
        return news;
    }

    private static void insert(List<Evidence> list, Evidence evidence) {
        if (list.size() == MAX_EACH) {
            list.remove(MAX_EACH - 1);
        }
        list.add(evidence);
    }

    /** Whether a connection has lasted longer since. */
    boolean contradicts(Evidence end) {
        return survived.stream()
                        .anyMatch(later -> later.silence().compareTo(end.silence()) >= 0 && later.at() - end.at() > 0)
                || ended.stream().anyMatch(later -> isLaterCut(later, end));
    }

    private static boolean isLaterCut(Evidence later, Evidence end) {
        return later.kind() == Kind.CUT
                && later.at() - end.at() > 0
                && later.silence().compareTo(end.silence()) > 0
                && !Witness.alike(later.silence(), end.silence());
    }

    Observations copy() {
        Observations copy = new Observations();
        copy.survived.addAll(survived);
        copy.ended.addAll(ended);
        return copy;
    }

    /** Forgets what ended before then. */
    void forgetBefore(long time) {
        survived.removeIf(evidence -> evidence.at() - time < 0);
        ended.removeIf(evidence -> evidence.at() - time < 0);
    }

    /** The longest silence that was survived; null: none. */
    @Nullable
    Evidence longestSurvived() {
        return survived.isEmpty() ? null : survived.get(0);
    }

    /** The shortest silence that was not; null: none. */
    @Nullable
    Evidence shortestEnded() {
        return ended.isEmpty() ? null : ended.get(0);
    }

    /** The longest silence that is believed to be safe; for a cut the limit itself; zero: none. */
    Duration safe() {
        Evidence end = shortestEnded();
        if (end != null && end.kind() == Kind.CUT) {
            return end.silence();
        }
        Evidence longest = longestSurvived();
        return longest == null ? Duration.ZERO : longest.silence();
    }

    /** What this user alone would believe. */
    PathEstimate estimate() {
        return PathEstimate.of(safe(), shortestEnded(), false);
    }

    /** All evidence held, in no order. */
    Stream<Evidence> all() {
        return Stream.concat(survived.stream(), ended.stream());
    }
}
