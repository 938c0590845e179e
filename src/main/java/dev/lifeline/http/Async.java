package dev.lifeline.http;

import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers once a stage completes, without a container thread that waits for the disk. Stateless. */
final class Async {

    /** How long a store may take before the client is answered that it failed. */
    private static final Duration MOST = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(Async.class.getName());

    /** Writes an answer. */
    @FunctionalInterface
    interface Writer<T> {
        void write(HttpServletResponse response, T value) throws IOException;
    }

    private Async() {}

    /** Writes what the stage gives, or why it failed, on a thread of the container. */
    static <T> void reply(HttpServletRequest request, CompletionStage<T> stage, Writer<T> writer) {
        AsyncContext async = request.startAsync();
        async.setTimeout(MOST.toMillis());
        var unused = stage.whenComplete((value, failure) -> async.start(() -> {
            try {
                HttpServletResponse response = (HttpServletResponse) async.getResponse();
                if (failure == null) {
                    writer.write(response, value);
                } else {
                    failed(failure).write(response);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The client went before its answer", e);
            } finally {
                async.complete();
            }
        }));
    }

    /** The answer to a failed stage. */
    static Answer failed(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof MailboxUnavailableException) {
            return new Answer.Refused(Problem.STORE_UNAVAILABLE, cause.getMessage() + ".");
        }
        if (cause instanceof IllegalArgumentException) {
            return new Answer.Refused(Problem.BAD_REQUEST, cause.getMessage() + ".");
        }
        LOG.log(System.Logger.Level.ERROR, "A request failed", cause);
        return new Answer.Refused(Problem.INTERNAL, "The server's log says why.");
    }

    private static Throwable unwrapped(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }
}
