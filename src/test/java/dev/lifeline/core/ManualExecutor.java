package dev.lifeline.core;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Runs tasks when the test says so, on its thread, in order. */
public final class ManualExecutor implements Executor {

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean exhausted;

    @Override
    public void execute(Runnable task) {
        if (exhausted) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        tasks.add(task);
    }

    /** From now on it takes nothing, as a pool does that can make no thread. */
    public void exhaust() {
        exhausted = true;
    }

    /** Runs everything, also what comes while it runs. */
    public void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    public int waiting() {
        return tasks.size();
    }
}
