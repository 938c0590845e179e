package dev.lifeline.rig;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A WebSocket of some client, with what arrived in a queue. Waits are bounded. */
public abstract class ClientSocket implements AutoCloseable {

    /** How a connection ended. Without a close frame the code is 1006. */
    public record End(int code, String reason) {}

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    ClientSocket() {}

    final void arrived(String text) {
        received.add(text);
    }

    final void ended(int code, String reason) {
        end.complete(new End(code, reason));
    }

    /** The subprotocol that the server chose, empty if none. */
    public abstract String subprotocol();

    public abstract void send(String text);

    public abstract void sendBinary(byte[] bytes);

    /** An orderly close from this side. */
    public abstract void closeNormally();

    /** Gives the connection up; no exception, whatever its state. */
    @Override
    public abstract void close();

    /**
     * Waits for a first pong: only now is it sure that the server counts this connection. A client sees its handshake
     * succeed a little earlier. Frames before the pong are dropped.
     */
    public final void awaitRegistered() {
        send("ping");
        nextWith("pong");
    }

    /** The next text frame; fails after a while without one. */
    public final String next() {
        try {
            String text = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError(
                        "no frame within " + PATIENCE.toSeconds() + " s; ended: " + end.getNow(new End(0, "not yet")));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next text frame that contains a piece of text; others before it are dropped. */
    public final String nextWith(String piece) {
        String frame = next();
        while (!frame.contains(piece)) {
            frame = next();
        }
        return frame;
    }

    /** Frames that nobody read yet. */
    public final BlockingQueue<String> received() {
        return received;
    }

    public final boolean isOpen() {
        return !end.isDone();
    }

    /** How the connection ended; fails after a while if it did not. */
    public final End awaitEnd() {
        return awaitEnd(PATIENCE);
    }

    public final End awaitEnd(Duration patience) {
        try {
            return end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("still open after " + patience.toSeconds() + " s", e);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
