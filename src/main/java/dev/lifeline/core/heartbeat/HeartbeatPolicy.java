package dev.lifeline.core.heartbeat;

import java.time.Duration;

/**
 * Decides what the server owes a connection: nothing yet, a Ping (RFC 6455, section 5.5.2), or its end. Any frame heard
 * counts as a sign of life. Pure and immutable.
 *
 * <p>The server waits a tenth longer than the client, so that a client that beats by itself is never pinged: one
 * exchange an interval, whoever is awake.
 *
 * @param interval how long a client may stay silent before it beats; positive
 * @param patience how long an answer may take; positive
 */
public record HeartbeatPolicy(Duration interval, Duration patience) {

    /** Nothing was asked yet. Earlier than any time that a ticker gives. */
    public static final long NEVER = Long.MIN_VALUE;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a duration is not positive
     */
    public HeartbeatPolicy {
        if (interval.isNegative() || interval.isZero() || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException(
                    "heartbeat: interval " + interval + " and patience " + patience + " must be positive");
        }
    }

    /** What to do. */
    public enum Action {
        /** Nothing for now. */
        WAIT,
        /** Ask for a sign of life. */
        PING,
        /** Give the link up. */
        DEAD
    }

    /**
     * What to do now and when to ask again.
     *
     * @param action what to do
     * @param againInNanos nanoseconds until the next decision, positive; meaningless after {@link Action#DEAD}
     */
    public record Beat(Action action, long againInNanos) {}

    /**
     * Decides.
     *
     * @param now the ticker's time
     * @param lastHeard when the last frame arrived; later than {@code now} counts as now
     * @param pingedAt when the last Ping went out, or {@link #NEVER}
     */
    public Beat due(long now, long lastHeard, long pingedAt) {
        long patienceNanos = patience.toNanos();
        if (pingedAt != NEVER && pingedAt - lastHeard > 0) {
            long left = pingedAt + patienceNanos - now;
            return left > 0 ? new Beat(Action.WAIT, left) : new Beat(Action.DEAD, 0);
        }
        long left = lastHeard + silenceNanos() - now;
        // Where the interval is shorter than the patience, an answered Ping makes the next one due before it ends.
        return left > 0 ? new Beat(Action.WAIT, left) : new Beat(Action.PING, Math.min(patienceNanos, silenceNanos()));
    }

    /** The silence after which the server asks: 1.1 times the interval, in nanoseconds. */
    public long silenceNanos() {
        long nanos = interval.toNanos();
        return nanos + nanos / 10;
    }
}
