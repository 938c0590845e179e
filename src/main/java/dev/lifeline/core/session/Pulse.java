package dev.lifeline.core.session;

import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.time.Scheduler.Timeout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the other side of one connection lives and has what it was given. Thread-safe.
 *
 * <p>Two questions, one Ping: silence for an interval, and messages that stay unacknowledged, which a long interval must
 * not hide. Its answer tells more at the plain level, where nothing is acknowledged: frames keep their order, so
 * whoever answers a Ping has read all that was written before it.
 */
final class Pulse {

    /** How soon a plain client's Pong is to show that it has what was written to it. */
    private static final Duration CONFIRM_AFTER = Duration.ofSeconds(1);

    /** A Ping under way, and what had been written before it. */
    private record Question(long number, Position written) {}

    private final Connection connection;
    private final ConnectionSettings settings;
    private final Outbox outbox;
    private final Feed feed;
    private final Peer peer;
    private final long checkAfterNanos;

    private volatile long lastHeard;
    private volatile long pingedAt = HeartbeatPolicy.NEVER;
    private volatile @Nullable Question asked;

    /** Sent so far. For the holder of the outbox's turn only. */
    private long pings;

    private volatile @Nullable Timeout nextBeat;
    private volatile @Nullable Timeout nextCheck;
    private final AtomicBoolean pingQueued = new AtomicBoolean();
    private final AtomicBoolean checkArmed = new AtomicBoolean();

    Pulse(Connection connection, ConnectionSettings settings, Outbox outbox, Feed feed, Peer peer) {
        this.connection = connection;
        this.settings = settings;
        this.outbox = outbox;
        this.feed = feed;
        this.peer = peer;
        this.lastHeard = settings.ticker().nanoTime();
        this.checkAfterNanos = connection.level() == Level.PLAIN
                ? CONFIRM_AFTER.toNanos()
                : settings.heartbeat().patience().toNanos();
    }

    void start() {
        scheduleBeat(settings.heartbeat().silenceNanos());
    }

    /** A timer that waits for minutes would keep the container's buffers alive as long. */
    void stop() {
        cancel(nextBeat);
        cancel(nextCheck);
    }

    void heard() {
        lastHeard = settings.ticker().nanoTime();
    }

    /** A Pong came with the number of a Ping. */
    void answered(long number) {
        Question question = asked;
        if (question != null && question.number() == number) {
            asked = null;
            connection.confirmed(question.written());
        }
    }

    /** The client was given something that it has to acknowledge. */
    void expectAcknowledgement() {
        if (!checkArmed.get() && checkArmed.compareAndSet(false, true)) {
            Position expected = feed.sent();
            nextCheck = settings.scheduler().schedule(checkAfterNanos, () -> check(expected));
            if (!connection.isOpen()) {
                cancel(nextCheck);
            }
        }
    }

    private void check(Position expected) {
        checkArmed.set(false);
        if (!connection.isOpen() || feed.hasTaken(feed.sent())) {
            return;
        }
        // An answer still under way counts: asking again before it came would make it nobody's.
        if (!feed.hasTaken(expected) && !isAsked() && asked == null) {
            queuePing();
            // Its answer is judged when patience ends, not when the interval does.
            cancel(nextBeat);
            scheduleBeat(settings.heartbeat().patience().toNanos());
        }
        expectAcknowledgement();
    }

    private boolean isAsked() {
        return pingedAt != HeartbeatPolicy.NEVER && pingedAt - lastHeard > 0;
    }

    private void beat() {
        if (!connection.isOpen()) {
            return;
        }
        HeartbeatPolicy.Beat beat = settings.heartbeat().due(settings.ticker().nanoTime(), lastHeard, pingedAt);
        switch (beat.action()) {
            case WAIT -> {}
            case PING -> queuePing();
            case DEAD -> {
                connection.close(
                        CloseCode.UNRESPONSIVE,
                        "no answer to a Ping within "
                                + settings.heartbeat().patience().toMillis() + " ms (lifeline.heartbeat.patience)");
                return;
            }
        }
        scheduleBeat(beat.againInNanos());
    }

    private void scheduleBeat(long delayNanos) {
        nextBeat = settings.scheduler().schedule(delayNanos, this::beat);
        if (!connection.isOpen()) {
            cancel(nextBeat);
        }
    }

    /** Waits for a pinger without the turn: a Ping that blocks on another connection holds back no message here. */
    void queuePing() {
        if (pingQueued.compareAndSet(false, true)) {
            try {
                settings.pingers().execute(this::ping);
            } catch (RuntimeException | Error e) {
                connection.failed(e);
            }
        }
    }

    /** Needs no deadline of its own, since the container's bounds it. */
    private void ping() {
        pingQueued.set(false);
        // Read before the turn: with the turn, all that was handed over until now has been written.
        Position written = feed.sent();
        if (!outbox.claimForPing()) {
            return;
        }
        try {
            // Noted from before: the answer may be heard before this thread runs on.
            long now = settings.ticker().nanoTime();
            asked = new Question(++pings, written);
            peer.ping(pings);
            pingedAt = now;
        } catch (Exception | Error e) {
            connection.failed(e);
        }
        connection.goOn();
    }

    private static void cancel(@Nullable Timeout timeout) {
        if (timeout != null) {
            timeout.cancel();
        }
    }
}
