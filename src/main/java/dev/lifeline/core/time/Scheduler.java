package dev.lifeline.core.time;

/**
 * Runs tasks later. Thread-safe.
 *
 * <p>Tasks run one after the other on the scheduler's own thread, so they must not block; an exception in one is logged
 * and costs no other its turn.
 */
@FunctionalInterface
public interface Scheduler {

    /**
     * Runs {@code task} once, not before {@code delayNanos} from now.
     *
     * @param delayNanos nanoseconds; zero or less means at the next turn
     * @return a handle that can still prevent the run
     */
    Timeout schedule(long delayNanos, Runnable task);

    /**
     * Runs {@code task} again and again, the first time not before {@code pauseNanos} from now, for as long as this
     * scheduler runs at all; a run that fails costs the next nothing.
     *
     * @param pauseNanos nanoseconds from one run to the next; more than zero
     */
    default void every(long pauseNanos, Runnable task) {
        schedule(pauseNanos, () -> {
            // First: whatever the task does, there is a next time.
            every(pauseNanos, task);
            task.run();
        });
    }

    /** A scheduled run. Thread-safe. */
    @FunctionalInterface
    interface Timeout {

        /** Prevents the run if it has not begun, and lets go of the task at once. Calling it again has no effect. */
        void cancel();
    }
}
