package dev.lifeline.core.session;

import dev.lifeline.core.time.Scheduler;
import java.time.Duration;

/**
 * Goes round all connections, again and again, and weighs what waits for each: so sending itself has nothing to count.
 * Thread-safe.
 */
public final class Rounds {

    /** How long a message waits at least before it is counted, and twice of it at most. */
    public static final Duration EVERY = Duration.ofMillis(250);

    private final SessionRegistry sessions;
    private final Scheduler scheduler;

    public Rounds(SessionRegistry sessions, Scheduler scheduler) {
        this.sessions = sessions;
        this.scheduler = scheduler;
    }

    /** Begins; ends with the scheduler. */
    public void start() {
        scheduler.every(EVERY.toNanos(), () -> sessions.forEach(Connection::weigh));
    }
}
