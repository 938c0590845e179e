package dev.lifeline.store;

import dev.lifeline.core.mailbox.MailboxUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation that waits for its batch. Its work is a function of the tables alone, and may be done again after a
 * rollback; only {@code finish}, which sees the result once it is durable, may touch anything else.
 *
 * @param <R> what the work gives
 * @param <T> what the caller gets
 */
final class Pending<R, T> {

    private final long growth;
    private final Function<Tables, R> work;
    private final Function<R, T> finish;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable R result;
    private @Nullable Throwable failure;

    /** @param growth bytes that it adds to the store, roughly; 0 if it is to be done on a full disk too */
    Pending(long growth, Function<Tables, R> work, Function<R, T> finish) {
        this.growth = growth;
        this.work = work;
        this.finish = finish;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    long growth() {
        return growth;
    }

    boolean failed() {
        return failure != null;
    }

    void apply(Tables tables) {
        result = work.apply(tables);
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    void failUnavailable(String message) {
        fail(new MailboxUnavailableException(message));
    }

    /** Tells the caller. What he does then, on this thread, cannot harm the next one's answer. */
    @SuppressWarnings("NullAway") // the result is there, or is a null that its work gave
    void settle() {
        if (failure != null) {
            answer.completeExceptionally(failure);
            return;
        }
        try {
            answer.complete(finish.apply(result));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }
}
