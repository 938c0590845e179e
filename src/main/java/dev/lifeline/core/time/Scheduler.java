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

    /** A scheduled run. Thread-safe. */
    @FunctionalInterface
    interface Timeout {

        /** Prevents the run if it has not begun, and lets go of the task at once. Calling it again has no effect. */
        void cancel();
    }
}
