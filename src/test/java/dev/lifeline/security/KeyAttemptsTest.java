package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyAttemptsTest {

    private static final Caller ANNA = new Caller("192.0.2.1", false);

    private final ManualTicker ticker = new ManualTicker();
    private final LimitCounts counts = new LimitCounts();
    private final KeyAttempts attempts = new KeyAttempts(new AdmissionRules(1, 1, 1, 1, 10), counts, ticker);

    @Test
    void elevenWrongKeysInAMinute_areTooMany() {
        wrong(10, ANNA);
        Verdict.Refused refused = attempts.refusal("Bearer wrong", ANNA);
        assertEquals(Problem.TOO_MANY_ATTEMPTS, refused.problem());
        assertEquals(Duration.ofSeconds(6), refused.retryAfter());
        assertEquals(
                "192.0.2.1 has met a limit: at most 10 wrong keys a minute from one address (lifeline.key-attempts)."
                        + " The right key is let in at any time.",
                refused.detail());
        assertEquals(1, counts.count(Limit.KEY_ATTEMPTS));
        ticker.advance(Duration.ofSeconds(6));
        wrong(1, ANNA);
    }

    @Test
    void otherAddresses_haveTheirOwn() {
        wrong(10, ANNA);
        wrong(10, new Caller("192.0.2.2", true));
    }

    @Test
    void whoShowsNone_triesNone() {
        for (int i = 0; i < 50; i++) {
            assertEquals(Problem.BAD_KEY, attempts.refusal(null, ANNA).problem());
        }
        wrong(10, ANNA);
    }

    @Test
    void callerWhoIsNoClient_isNotCounted() {
        wrong(50, Caller.UNCOUNTED);
    }

    private void wrong(int times, Caller caller) {
        for (int i = 0; i < times; i++) {
            assertEquals(
                    Problem.BAD_KEY, attempts.refusal("Bearer wrong", caller).problem());
        }
    }
}
