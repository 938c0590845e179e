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

    /** A shorter silence tells nothing about any path. */
    private static final long TELLING_NANOS = Duration.ofSeconds(1).toNanos();

    /** A Ping under way, and what had been written before it. */
    private record Question(long number, Position written) {}

    private final Connection connection;
    private final ConnectionSettings settings;
    private final Outbox outbox;
    private final Feed feed;
    private final Peer peer;
    private final long checkAfterNanos;

    private final ConnectionListener listener;
    private final long openedAt;

    private volatile HeartbeatPolicy policy;
    private volatile long lastHeard;

    /** The last byte of either side, as far as this end can tell. */
    private volatile long lastTraffic;

    /**
     * The longest silence before something that was sent since the other side was last heard: whether the path bore it
     * shows once it is heard again.
     */
    private volatile long silenceBefore;

    private volatile long pingedAt = HeartbeatPolicy.NEVER;
    private volatile @Nullable Question asked;

    /** Sent so far. For the holder of the outbox's turn only. */
    private long pings;

    private volatile @Nullable Timeout nextBeat;
    private volatile @Nullable Timeout nextCheck;
    private final AtomicBoolean pingQueued = new AtomicBoolean();
    private final AtomicBoolean checkArmed = new AtomicBoolean();

    Pulse(
            Connection connection,
            ConnectionSettings settings,
            Outbox outbox,
            Feed feed,
            Peer peer,
            ConnectionListener listener) {
        this.connection = connection;
        this.settings = settings;
        this.outbox = outbox;
        this.feed = feed;
        this.peer = peer;
        this.listener = listener;
        this.policy = settings.heartbeat();
        this.openedAt = settings.ticker().nanoTime();
        this.lastHeard = openedAt;
        this.lastTraffic = openedAt;
        this.checkAfterNanos = connection.level() == Level.PLAIN
                ? CONFIRM_AFTER.toNanos()
                : settings.heartbeat().patience().toNanos();
    }

    void start() {
        scheduleBeat(policy.silenceNanos());
    }

    HeartbeatPolicy policy() {
        return policy;
    }

    /** Goes by another policy from now on. */
    void follow(HeartbeatPolicy other) {
        policy = other;
        if (nextBeat != null) {
            // On the scheduler's thread like every beat: two at once would go on as two.
            settings.scheduler().schedule(0, this::beatAnew);
        }
    }

    private void beatAnew() {
        cancel(nextBeat);
        beat();
    }

    Duration openFor() {
        return Duration.ofNanos(settings.ticker().nanoTime() - openedAt);
    }

    /** How long neither side has sent anything. */
    Duration silence() {
        return Duration.ofNanos(settings.ticker().nanoTime() - lastTraffic);
    }

    /** Something is handed to the network. */
    void sending() {
        long now = settings.ticker().nanoTime();
        silenceBefore = Math.max(silenceBefore, now - lastTraffic);
        lastTraffic = now;
    }

    /** A timer that waits for minutes would keep the container's buffers alive as long. */
    void stop() {
        cancel(nextBeat);
        cancel(nextCheck);
    }

    void heard() {
        long now = settings.ticker().nanoTime();
        long silence = Math.max(silenceBefore, now - lastTraffic);
        lastHeard = now;
        lastTraffic = now;
        silenceBefore = 0;
        if (silence >= TELLING_NANOS) {
            listener.survived(connection, Duration.ofNanos(silence));
        }
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
            scheduleBeat(policy.patience().toNanos());
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
        HeartbeatPolicy.Beat beat = policy.due(settings.ticker().nanoTime(), lastHeard, pingedAt);
        switch (beat.action()) {
            case WAIT -> {}
            case PING -> queuePing();
            case DEAD -> {
                connection.close(
                        CloseCode.UNRESPONSIVE,
                        "no answer to a Ping within " + policy.patience().toMillis()
                                + " ms (lifeline.heartbeat.patience)");
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
            sending();
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
