package dev.lifeline.core.path;

import dev.lifeline.core.path.Evidence.Kind;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all users have seen of one path, and what two of them agree on. Not thread-safe. */
final class PathRecord {

    /** Two users must say the same before it holds for a third. */
    private static final int QUORUM = 2;

    /** How often old evidence is looked for. */
    private static final Duration SWEEP = Duration.ofHours(1);

    /** By user, the least recently heard first; at most {@link PathLimits#MAX_WITNESSES}. */
    private final Map<UserId, Witness> witnesses = new LinkedHashMap<>(4, 0.75f, true);

    /** Whose pass of probes came to its end last; null: nobody's has. */
    private @Nullable UserId lastProber;

    private long lastPassAt;

    /** Counts what may have moved an estimate. */
    private int version;

    /** Evidence older than this was looked for last. */
    private long sweptAt;

    /** @param time evidence that is older counts for nothing */
    PathRecord(long time) {
        this.sweptAt = time;
    }

    @Nullable
    Witness find(UserId user) {
        return witnesses.get(user);
    }

    Witness of(UserId user) {
        Witness known = witnesses.get(user);
        if (known != null) {
            return known;
        }
        if (witnesses.size() == PathLimits.MAX_WITNESSES) {
            makeRoom();
        }
        Witness witness = new Witness();
        witnesses.put(user, witness);
        return witness;
    }

    /** Of the many on a busy path those go first who have nothing to tell but that a heartbeat passed. */
    private void makeRoom() {
        UserId leaves = witnesses.entrySet().stream()
                .filter(entry -> !entry.getValue().hasMeasured())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> witnesses.keySet().iterator().next());
        witnesses.remove(leaves);
    }

    Map<UserId, Witness> witnesses() {
        return witnesses;
    }

    void passed(UserId user, long now) {
        of(user).passed(now);
        lastProber = user;
        lastPassAt = now;
    }

    @Nullable
    UserId lastProber() {
        return lastProber;
    }

    long lastPassAt() {
        return lastPassAt;
    }

    /** Takes a probe's result, or a silence that a live connection survived. */
    void observe(UserId user, Evidence evidence) {
        boolean news = of(user).observations().add(evidence);
        if (news || witnesses.values().stream().anyMatch(witness -> witness.contradicts(evidence))) {
            version++;
        }
    }

    /** A live connection of this user was cut; whether that counts as evidence of an idle limit. */
    boolean cut(UserId user, Ending ending, IntervalRule rule, long now) {
        version++;
        return of(user).cut(ending, rule, now);
    }

    void forgetBefore(long time) {
        if (time - sweptAt > SWEEP.toNanos()) {
            sweptAt = time;
            version++;
            witnesses.values().forEach(witness -> witness.observations().forgetBefore(time));
        }
    }

    /** The interval that fits what this user and others have seen. */
    Duration interval(UserId user, IntervalRule rule, long now) {
        Witness witness = witnesses.get(user);
        if (witness == null) {
            return fitted(user, new Observations(), rule);
        }
        if (witness.fittedVersion != version) {
            witness.fitted = fitted(user, witness.observations(), rule);
            witness.fittedVersion = version;
        }
        Duration caution = witness.caution(now);
        return caution == null ? witness.fitted : IntervalRule.min(witness.fitted, caution);
    }

    /** Others lengthen an interval, or shorten it to the usual one at most. */
    private Duration fitted(UserId user, Observations observations, IntervalRule rule) {
        Duration own = rule.interval(observations.estimate());
        Duration all = rule.interval(estimate(user));
        return all.compareTo(own) >= 0 ? all : IntervalRule.min(own, IntervalRule.max(all, rule.unknown()));
    }

    /** What two users agree on. */
    PathEstimate agreed() {
        Evidence end = agreedEnd();
        Duration safe = agreedSafe();
        return PathEstimate.of(end == null ? safe : longestBelow(end.silence(), safe), end, true);
    }

    /**
     * What holds for this user: his own evidence, and what two users agree on where his own does not know better.
     * An end that he saw himself is not lifted by others' word: his way may differ from theirs further on.
     */
    PathEstimate estimate(UserId user) {
        Witness witness = witnesses.get(user);
        Observations own = witness == null ? new Observations() : witness.observations();
        Evidence end = own.shortestEnded();
        Evidence agreedEnd = agreedEnd();
        if (agreedEnd != null && isShorter(agreedEnd, end) && !own.contradicts(agreedEnd)) {
            return PathEstimate.of(longestBelow(agreedEnd.silence(), own.safe(), agreedSafe()), agreedEnd, true);
        }
        if (end == null && agreedSafe().compareTo(own.safe()) > 0) {
            return PathEstimate.of(agreedSafe(), null, true);
        }
        return own.estimate();
    }

    private static Duration longestBelow(Duration end, Duration... silences) {
        return Arrays.stream(silences)
                .filter(silence -> silence.compareTo(end) < 0)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static boolean isShorter(Evidence evidence, @Nullable Evidence than) {
        return than == null || evidence.silence().compareTo(than.silence()) < 0;
    }

    /** The longest silence that two users hold for safe; zero: there is none. */
    private Duration agreedSafe() {
        return witnesses.values().stream()
                .map(witness -> witness.observations().safe())
                .sorted(Comparator.reverseOrder())
                .skip(QUORUM - 1)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /**
     * The shortest silence of which two users say that it ends connections, as the longer of the two like ends, and no
     * two others have survived it since; null: there is none.
     */
    private @Nullable Evidence agreedEnd() {
        List<Evidence> ends = witnesses.values().stream()
                .map(witness -> witness.observations().shortestEnded())
                .filter(end -> end != null)
                .sorted(Comparator.comparing(Evidence::silence))
                .toList();
        for (int i = 1; i < ends.size(); i++) {
            Evidence shorter = ends.get(i - 1);
            Evidence longer = ends.get(i);
            if (!Witness.alike(shorter.silence(), longer.silence())) {
                continue;
            }
            Kind kind = shorter.kind() == longer.kind() ? shorter.kind() : Kind.DROPPED;
            Evidence agreed = new Evidence(kind, shorter.silence(), Math.max(shorter.at(), longer.at()));
            if (survivors(agreed) < QUORUM) {
                return agreed;
            }
        }
        return null;
    }

    private long survivors(Evidence end) {
        return witnesses.values().stream()
                .filter(witness -> witness.observations().contradicts(end))
                .count();
    }
}
