package dev.lifeline.websocket;

import dev.lifeline.core.time.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks after all connections of this web application, those that only measure included, and holds clients to frames that
 * only the container sees. Thread-safe.
 */
public final class Intakes {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final Set<Intake> open = ConcurrentHashMap.newKeySet();

    public Intakes(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Begins; ends with the scheduler. */
    public void start() {
        scheduler.every(EVERY.toNanos(), () -> open.forEach(Intake::check));
    }

    void add(Intake intake) {
        open.add(intake);
    }

    void remove(Intake intake) {
        open.remove(intake);
    }
}
