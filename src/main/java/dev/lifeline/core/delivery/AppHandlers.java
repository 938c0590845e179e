package dev.lifeline.core.delivery;

import dev.lifeline.core.protocol.UserId;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the application does with messages of types that are its own. Each user's messages are handled one after the
 * other, in their order, on threads that may block: one that a client sends again over its next connection, while the
 * first is still being handled, finds it done. Thread-safe.
 */
public final class AppHandlers {

    /** Messages of one user, and of all, that may wait for their handler. */
    static final int MAX_WAITING_OF_ONE = 100;

    static final int MAX_WAITING = 10_000;

    /** The application's own logic for one type of message. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Handles one message. The page is told {@code sent} once this returns.
         *
         * @param user who sent it, as the handshake has shown
         * @param json the whole message: one JSON object
         * @throws Exception which the page is told as a refusal, and the log
         */
        void handle(String user, String json) throws Exception;
    }

    /** A handler failed: the application's own affair, which ends nothing else. */
    static final class FailedException extends Exception {
        FailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UserId, ArrayDeque<Runnable>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger waitingInAll = new AtomicInteger();
    private final Executor executor;

    /** @param executor of threads that may block */
    public AppHandlers(Executor executor) {
        this.executor = executor;
    }

    /**
     * Handles messages of one type from now on.
     *
     * @throws IllegalStateException if the type has a handler already
     */
    public void on(String type, Handler handler) {
        if (handlers.putIfAbsent(type, handler) != null) {
            throw new IllegalStateException("messages of type '" + type + "' have a handler already");
        }
    }

    /** Whether somebody handles that type. */
    boolean handles(String type) {
        return handlers.containsKey(type);
    }

    /**
     * Runs the handler on the calling thread, which may block.
     *
     * @throws FailedException if it failed
     */
    void run(String type, String user, String json) throws FailedException {
        Handler handler = handlers.get(type);
        if (handler == null) {
            throw new IllegalStateException("nobody handles type '" + type + "'");
        }
        try {
            handler.handle(user, json);
        } catch (Exception | Error e) {
            throw new FailedException("The application's handler of '" + type + "' failed on a message of " + user, e);
        }
    }

    /**
     * Runs a task after those of the same user.
     *
     * @return false if too much waits already
     */
    boolean inTurn(UserId user, Runnable task) {
        if (waitingInAll.incrementAndGet() > MAX_WAITING) {
            waitingInAll.decrementAndGet();
            return false;
        }
        boolean[] first = {false};
        boolean[] taken = {false};
        waiting.compute(user, (id, tasks) -> {
            first[0] = tasks == null;
            ArrayDeque<Runnable> queue = tasks == null ? new ArrayDeque<>() : tasks;
            taken[0] = queue.size() < MAX_WAITING_OF_ONE;
            if (taken[0]) {
                queue.add(task);
            }
            return queue;
        });
        if (!taken[0]) {
            waitingInAll.decrementAndGet();
        } else if (first[0]) {
            executor.execute(() -> runNext(user));
        }
        return taken[0];
    }

    /** The head of a queue stays in it while it runs, so that nobody else starts the queue again. */
    private void runNext(UserId user) {
        Runnable[] head = {() -> {}};
        waiting.computeIfPresent(user, (key, tasks) -> {
            head[0] = tasks.element();
            return tasks;
        });
        try {
            head[0].run();
        } finally {
            waitingInAll.decrementAndGet();
            ArrayDeque<Runnable> left = waiting.computeIfPresent(user, (key, tasks) -> {
                tasks.remove();
                return tasks.isEmpty() ? null : tasks;
            });
            if (left != null) {
                executor.execute(() -> runNext(user));
            }
        }
    }
}
