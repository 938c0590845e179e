package dev.lifeline.core.session;

import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.limits.Rate;
import java.time.Duration;

/** Limits of connections for tests: none is met but those that the test sets. */
public final class Limits {

    private Limits() {}

    /** Of an outbox. */
    public static ConnectionLimits ofOutbox(int maxBytes, int maxMessages) {
        return of(maxBytes, maxMessages, new Backlog(Long.MAX_VALUE), new LimitCounts());
    }

    /** Of an outbox, and of all together. */
    public static ConnectionLimits of(int maxBytes, int maxMessages, Backlog backlog, LimitCounts counts) {
        Rate any = Rate.perSecond(1_000_000, 1_000_000);
        return new ConnectionLimits(maxBytes, maxMessages, Duration.ofSeconds(10), any, any, backlog, counts);
    }
}
