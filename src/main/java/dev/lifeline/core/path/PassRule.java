package dev.lifeline.core.path;

import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a user should measure a path with probes now. */
record PassRule(IntervalRule rule, PathRecord path) {

    /** So many ends that the evidence does not explain, and the path is measured before its time. */
    static final int UNEXPLAINED = 2;

    boolean isDue(UserId user, long now) {
        Witness witness = path.find(user);
        Duration pause = rule.rules().pause();
        if (witness != null
                && (isRecent(witness.passedAt(), pause, now) || isRecent(witness.brokeOffAt(), pause, now))) {
            return false;
        }
        UserId prober = path.lastProber();
        if (prober == null || !isRecent(path.lastPassAt(), rule.rules().every(), now)) {
            return true;
        }
        return isSurprised(witness) || isSecondOpinion(user, witness, prober) || isBehind(user, witness, now);
    }

    private static boolean isSurprised(@Nullable Witness witness) {
        return witness != null && (witness.hasChanged() || witness.unexplained() >= UNEXPLAINED);
    }

    /** What one user found holds for others only once a second one finds the same. */
    private boolean isSecondOpinion(UserId user, @Nullable Witness witness, UserId prober) {
        boolean older = witness == null || witness.passedAt() == null || witness.passedAt() - path.lastPassAt() < 0;
        Witness last = path.find(prober);
        return !user.equals(prober) && older && last != null && !Witness.alike(own(last), rule.interval(path.agreed()));
    }

    /** Others survive much more than this user's own evidence lets him try. */
    private boolean isBehind(UserId user, @Nullable Witness witness, long now) {
        return witness != null
                && !isRecent(witness.passedAt(), rule.rules().every(), now)
                && rule.interval(path.agreed()).compareTo(own(witness)) > 0
                && !Witness.alike(rule.interval(path.agreed()), rule.interval(path.estimate(user)));
    }

    private Duration own(Witness witness) {
        return rule.interval(witness.observations().estimate());
    }

    private static boolean isRecent(@Nullable Long time, Duration within, long now) {
        return time != null && now - time < within.toNanos();
    }
}
