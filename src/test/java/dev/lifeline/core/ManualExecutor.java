package dev.lifeline.core;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Runs tasks when the test says so, on its thread, in order. */
public final class ManualExecutor implements Executor {

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
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
