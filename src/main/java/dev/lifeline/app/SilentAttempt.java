package dev.lifeline.app;

import dev.lifeline.core.protocol.Level;
import dev.lifeline.doctor.live.Seen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection that stays silent, asks for its echo, and then stays open until it is closed. Thread-safe. */
final class SilentAttempt implements WebSocket.Listener, AutoCloseable {

    private static final int NO_CLOSE_FRAME = 1006;

    private final Duration silence;
    private final Duration patience;
    private final CompletableFuture<Seen> outcome = new CompletableFuture<>();
    private volatile boolean asked;
    private volatile long openedAt;
    private final CompletableFuture<WebSocket> socket;

    /**
     * Begins the handshake.
     *
     * @param patience how long the handshake, and later the echo, may take
     */
    SilentAttempt(HttpClient client, URI address, String origin, Duration silence, Duration patience) {
        this.silence = silence;
        this.patience = patience;
        this.socket = client.newWebSocketBuilder()
                .subprotocols(Level.PROBE_SUBPROTOCOL)
                .header("Origin", origin)
                .connectTimeout(patience)
                .buildAsync(address, this);
        var unused = socket.whenComplete((open, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                int status = cause instanceof WebSocketHandshakeException refused
                        ? refused.getResponse().statusCode()
                        : 0;
                outcome.complete(new Seen(Seen.Result.REFUSED, Duration.ZERO, status));
            }
        });
    }

    /** Completes, never exceptionally, once its handshake has ended one way or the other. */
    CompletionStage<Void> handshake() {
        return socket.handle((open, failure) -> null);
    }

    /** Completes, never exceptionally, with what became of it. */
    CompletableFuture<Seen> outcome() {
        return outcome;
    }

    Duration silence() {
        return silence;
    }

    @Override
    public void onOpen(WebSocket open) {
        openedAt = System.nanoTime();
        open.request(1);
        var unused = CompletableFuture.runAsync(() -> ask(open), later(silence));
    }

    private void ask(WebSocket open) {
        if (outcome.isDone()) {
            return;
        }
        asked = true;
        var unused = open.sendText("ping", true);
        var unusedEnd = CompletableFuture.runAsync(() -> end(Seen.Result.DROPPED), later(patience));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
        end(Seen.Result.SURVIVED);
        open.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
        ended(code);
        return null;
    }

    @Override
    public void onError(WebSocket open, Throwable error) {
        ended(NO_CLOSE_FRAME);
    }

    private void ended(int code) {
        if (code != NO_CLOSE_FRAME) {
            end(Seen.Result.VOID);
        } else {
            end(asked ? Seen.Result.DROPPED : Seen.Result.CUT);
        }
    }

    private void end(Seen.Result result) {
        outcome.complete(new Seen(result, Duration.ofNanos(System.nanoTime() - openedAt), 0));
    }

    private static Executor later(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends it without a word. */
    @Override
    public void close() {
        var unused = socket.thenAccept(WebSocket::abort);
    }
}
