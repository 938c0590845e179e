package dev.lifeline.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
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
    static final Duration MOST = Duration.ofSeconds(30);

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
        Exchange exchange = new Exchange(async);
        async.addListener(exchange);
        var unused = stage.whenComplete((value, failure) -> {
            try {
                async.start(() -> exchange.answer(response -> {
                    if (failure == null) {
                        writer.write(response, value);
                    } else {
                        failed(failure).write(response);
                    }
                }));
            } catch (RuntimeException e) {
                // It timed out, its client is gone, or the container stops.
                LOG.log(System.Logger.Level.DEBUG, "Nobody is there for an answer any more", e);
            }
        });
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

    /** Sees to it that one request gets one answer: whoever comes second finds it done. Thread-safe. */
    private static final class Exchange implements AsyncListener {

        private final AsyncContext async;

        @GuardedBy("this")
        private boolean done;

        Exchange(AsyncContext async) {
            this.async = async;
        }

        private interface Reply {
            void write(HttpServletResponse response) throws IOException;
        }

        /** Held while it is written: the container must not take the response back before, on a timeout. */
        synchronized void answer(Reply reply) {
            if (done) {
                return;
            }
            done = true;
            HttpServletResponse response = (HttpServletResponse) async.getResponse();
            try {
                write(reply, response);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The client went before its answer", e);
            } finally {
                async.complete();
            }
        }

        private static void write(Reply reply, HttpServletResponse response) throws IOException {
            try {
                reply.write(response);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "An answer could not be written", e);
                if (!response.isCommitted()) {
                    response.resetBuffer();
                    Replies.problem(response, Problem.INTERNAL, "The server's log says why.");
                }
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            answer(response -> Replies.problem(
                    response,
                    Problem.STORE_UNAVAILABLE,
                    "The store did not answer within " + MOST.toSeconds() + " s. Whether it took this is not known:"
                            + " the same again, a push with the same id, does no harm."));
        }

        /** The connection broke: its response is no longer ours. */
        @Override
        public synchronized void onError(AsyncEvent event) {
            done = true;
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
