package dev.lifeline.core.session;

import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.session.Outbox.Transmission;
import dev.lifeline.core.time.Scheduler.Timeout;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits for one connection: one send under way at most, each with a deadline. Thread-safe; never waits for the
 * network. Whoever has the outbox's turn sends.
 */
final class Sender {

    /** Sends in a row before the flusher turns to other connections. */
    private static final int SENDS_IN_A_ROW = 16;

    private final Connection connection;
    private final Peer peer;
    private final ConnectionSettings settings;
    private final Outbox outbox;
    private final Pulse pulse;
    private final ConnectionListener listener;
    private final Runnable flush = this::flush;

    private volatile @Nullable Timeout deadline;

    /** The send that the network has not finished, if any. */
    private volatile @Nullable Send underWay;

    private final AtomicBoolean deadlineArmed = new AtomicBoolean();

    Sender(
            Connection connection,
            Peer peer,
            ConnectionSettings settings,
            Outbox outbox,
            Pulse pulse,
            ConnectionListener listener) {
        this.connection = connection;
        this.peer = peer;
        this.settings = settings;
        this.outbox = outbox;
        this.pulse = pulse;
        this.listener = listener;
    }

    /** Has a flusher send what waits; for who has the turn. */
    void soon() {
        try {
            settings.flushers().execute(flush);
        } catch (RuntimeException | Error e) {
            // With the turn lost nothing would ever go out again, no Ping either.
            connection.failed(e);
        }
    }

    /** Sends a frame on the calling thread; returns whether nothing waited before it, otherwise does nothing. */
    boolean now(Frame frame) {
        if (!outbox.claim()) {
            return false;
        }
        if (start(new Transmission(frame.utf8()))) {
            goOn();
        }
        return true;
    }

    /** For the holder of the turn whose send ended: on with what waits, or the turn given back. */
    void goOn() {
        if (outbox.release()) {
            soon();
        } else {
            listener.drained(connection);
        }
    }

    /** The connection has ended. */
    void stop() {
        Timeout armed = deadline;
        if (armed != null) {
            armed.cancel();
        }
    }

    /** Sends what waits, for as long as the network takes it at once. Runs with the outbox's turn. */
    private void flush() {
        for (int i = 0; i < SENDS_IN_A_ROW; i++) {
            Transmission next = outbox.next();
            if (next == null) {
                listener.drained(connection);
                return;
            }
            if (!start(next)) {
                return;
            }
        }
        goOn();
    }

    /** Returns whether it is done already, so that the caller still holds the turn. */
    private boolean start(Transmission transmission) {
        byte[] utf8 = transmission.utf8();
        if (utf8 == null) {
            pulse.queuePing();
            return false;
        }
        Send send = new Send(settings.ticker().nanoTime());
        underWay = send;
        pulse.sending();
        try {
            peer.send(utf8, send);
        } catch (RuntimeException | Error e) {
            send.done(e);
        }
        if (send.returned()) {
            armDeadline(settings.limits().sendTimeout().toNanos());
            return false;
        }
        return true;
    }

    /** At most one deadline a connection waits in the scheduler: it looks at whatever send is under way by then. */
    private void armDeadline(long delayNanos) {
        if (deadlineArmed.compareAndSet(false, true)) {
            deadline = settings.scheduler().schedule(delayNanos, this::checkDeadline);
            if (!connection.isOpen()) {
                stop();
            }
        }
    }

    private void checkDeadline() {
        deadlineArmed.set(false);
        Send send = underWay;
        if (send == null || send.isDone() || !connection.isOpen()) {
            return;
        }
        long left = send.startedAt
                + settings.limits().sendTimeout().toNanos()
                - settings.ticker().nanoTime();
        if (left > 0) {
            armDeadline(left);
        } else {
            connection.exceeded(
                    Limit.SEND_TIME,
                    CloseCode.OVERLOAD,
                    "a send made no progress for "
                            + settings.limits().sendTimeout().toMillis() + " ms");
        }
    }

    /** One send: tells whether it ended before or after the call that started it came back. */
    private final class Send implements Peer.Completion {

        private enum Stage {
            STARTED,
            RETURNED,
            DONE
        }

        private final long startedAt;
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.STARTED);

        Send(long startedAt) {
            this.startedAt = startedAt;
        }

        /** Returns whether the network is still busy with it: then {@link #done} goes on from there. */
        boolean returned() {
            return stage.compareAndSet(Stage.STARTED, Stage.RETURNED);
        }

        boolean isDone() {
            return stage.get() == Stage.DONE;
        }

        @Override
        public void done(@Nullable Throwable failure) {
            Stage before = stage.getAndSet(Stage.DONE);
            if (failure != null) {
                connection.failed(failure);
            }
            if (before == Stage.RETURNED) {
                // On this thread: a flush never blocks, and another hand-over costs more than the send itself.
                flush();
            }
        }
    }
}
