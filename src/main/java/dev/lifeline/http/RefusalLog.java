package dev.lifeline.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.time.Ticker;
import dev.lifeline.security.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Logs refused handshakes: the first of a kind at once, then at most one line a minute and kind, with how many there
 * were. A client that tries again and again fills no disk. Thread-safe.
 */
final class RefusalLog {

    private static final System.Logger LOG = System.getLogger(HandshakeFilter.class.getName());
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;

    @GuardedBy("this")
    private final Map<Problem, Kind> kinds = new EnumMap<>(Problem.class);

    RefusalLog(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Notes a refusal. A plain GET is a question, not a handshake: it is logged for the debugger only. */
    void note(Verdict.Refused refused, String from, boolean handshake) {
        if (!handshake) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    () -> "GET from " + from + ": " + refused.problem().slug() + ": " + refused.detail());
            return;
        }
        long unlogged = dueWith(refused.problem());
        if (unlogged > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Refused " + unlogged + (unlogged == 1 ? " handshake" : " handshakes") + ", the last from " + from
                            + ", with " + refused.problem().status() + " "
                            + refused.problem().slug() + ": "
                            + refused.detail());
        }
    }

    /** @return how many a line written now stands for; 0 if none is due */
    private synchronized long dueWith(Problem problem) {
        long now = ticker.nanoTime();
        Kind kind = kinds.computeIfAbsent(problem, p -> new Kind(now - QUIET_NANOS));
        kind.unlogged++;
        if (now - kind.loggedAt < QUIET_NANOS) {
            return 0;
        }
        long count = kind.unlogged;
        kind.unlogged = 0;
        kind.loggedAt = now;
        return count;
    }

    private static final class Kind {
        private long loggedAt;
        private long unlogged;

        Kind(long loggedAt) {
            this.loggedAt = loggedAt;
        }
    }
}
