package dev.lifeline.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.Meter;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.time.Ticker;

/** How fast one client talks, and how often it is refused. Thread-safe. */
public final class Conduct {

    private final Connection connection;
    private final Ticker ticker;

    @GuardedBy("this")
    private final Meter messages;

    @GuardedBy("this")
    private final Meter faults;

    Conduct(Connection connection, ConnectionSettings settings) {
        this.connection = connection;
        this.ticker = settings.ticker();
        this.messages = new Meter(settings.limits().messages(), ticker.nanoTime());
        this.faults = new Meter(settings.limits().faults(), ticker.nanoTime());
    }

    /**
     * The client says something. Too much ends the connection with {@link CloseCode#TOO_FAST}.
     *
     * @return whether it is to be listened to
     */
    public boolean says() {
        boolean passes;
        synchronized (this) {
            passes = messages.pass(1, ticker.nanoTime());
        }
        if (!passes) {
            connection.exceeded(
                    Limit.MESSAGE_RATE,
                    CloseCode.TOO_FAST,
                    "more than " + connection.limits().messages().amount() + " messages a second");
        }
        return passes;
    }

    /**
     * The client was refused, and could have known better. Too often ends the connection with {@link CloseCode#REFUSED}.
     */
    public void refused() {
        boolean passes;
        synchronized (this) {
            passes = faults.pass(1, ticker.nanoTime());
        }
        if (!passes) {
            connection.exceeded(
                    Limit.FAULT_RATE,
                    CloseCode.REFUSED,
                    "more than " + connection.limits().faults().amount() + " refused messages a minute");
        }
    }
}
