package dev.lifeline.security;

import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers who came without a good push key. Wrong ones are limited per address, so that whoever tries keys is told to
 * stop, and an administrator sees it in the counter. Thread-safe.
 *
 * <p>A right key is let in all the same, at any time and from anywhere: otherwise a stranger who shares the back end's
 * address could shut it out. That gives him nothing: keys have 32 characters, 128 random bits at least, so a limit is
 * not what keeps them from being guessed, and as they are compared in constant time, no answer tells him how near he is.
 */
public final class KeyAttempts {

    /** Whoever tries keys from more than these is not stopped by a limit per address. */
    private static final int MOST_ADDRESSES = 10_000;

    private final AdmissionRules rules;
    private final LimitCounts counts;
    private final AddressBuckets wrong;

    public KeyAttempts(AdmissionRules rules, LimitCounts counts, Ticker ticker) {
        this.rules = rules;
        this.counts = counts;
        this.wrong = new AddressBuckets(
                rules.keyAttempts(), rules.keyAttempts(), Duration.ofMinutes(1), MOST_ADDRESSES, ticker);
    }

    /**
     * What to answer. Who shows none tries none.
     *
     * @param shown the value of the {@code Authorization} header, which holds no good key; null where it is absent
     */
    public Verdict.Refused refusal(@Nullable String shown, Caller caller) {
        String address = caller.address();
        Duration wait = shown == null || address == null ? Duration.ZERO : wrong.take(address);
        if (wait.isZero()) {
            return new Verdict.Refused(
                    Problem.BAD_KEY, "Send 'Authorization: Bearer' and the value of lifeline.push-key.");
        }
        counts.met(Limit.KEY_ATTEMPTS);
        return new Verdict.Refused(
                Problem.TOO_MANY_ATTEMPTS,
                address + " has met a limit: " + rules.told(Limit.KEY_ATTEMPTS)
                        + ". The right key is let in at any time.",
                wait);
    }
}
