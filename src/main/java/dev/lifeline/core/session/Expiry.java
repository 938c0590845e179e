package dev.lifeline.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.time.Scheduler.Timeout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends one connection when its token has expired, unless it is renewed before. Thread-safe. */
final class Expiry {

    private final Connection connection;
    private final ConnectionSettings settings;

    @GuardedBy("this")
    private @Nullable Timeout timeout;

    /** On the settings' ticker, where there is a timeout. */
    @GuardedBy("this")
    private long deadline;

    Expiry(Connection connection, ConnectionSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** Sets the end, or moves it. */
    synchronized void in(Duration validFor) {
        stop();
        if (connection.isOpen()) {
            deadline = settings.ticker().nanoTime() + validFor.toNanos();
            timeout = settings.scheduler().schedule(validFor.toNanos(), this::expired);
        }
    }

    /** How long there is until then; null where there is no end. */
    synchronized @Nullable Duration left() {
        return timeout == null
                ? null
                : Duration.ofNanos(Math.max(0, deadline - settings.ticker().nanoTime()));
    }

    /** A timer that waits for hours would keep the container's buffers alive as long. */
    synchronized void stop() {
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
    }

    /** Not holding the lock while it closes: a renewal that comes with it finds the connection ended. */
    private void expired() {
        connection.close(CloseCode.TOKEN_EXPIRED, "the token has expired; come back with a new one");
    }
}
