package dev.lifeline.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A WebSocket of the JDK's own client, with what arrived in a queue. It answers Pings by itself. */
public final class JdkSocket implements AutoCloseable {

    /** How a connection ended. Without a close frame the code is 1006. */
    public record End(int code, String reason) {}

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final WebSocket socket;

    private JdkSocket(String address, String subprotocol, String... headers) {
        WebSocket.Builder builder = Http.CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (!subprotocol.isEmpty()) {
            builder.subprotocols(subprotocol);
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        this.socket = builder.buildAsync(URI.create(address), new Events()).join();
    }

    /** Opens a plain connection. @param headers name, value, name, value … */
    public static JdkSocket plain(String address, String... headers) {
        return new JdkSocket(address, "", headers);
    }

    /** Opens a connection of the shipped client's level. */
    public static JdkSocket v1(String address) {
        return new JdkSocket(address, "lifeline.v1");
    }

    /** Tries to connect. @return the HTTP status that refused it */
    public static int refusal(String address, String... headers) {
        try (JdkSocket unexpected = plain(address, headers)) {
            throw new AssertionError("expected a refusal, but connected to " + address);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public void sendPart(String text, boolean last) {
        socket.sendText(text, last).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public void sendPing() {
        socket.sendPing(ByteBuffer.allocate(0)).join();
    }

    /** The next text frame; fails after a while without one. */
    public String next() {
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
    public String nextWith(String piece) {
        String frame = next();
        while (!frame.contains(piece)) {
            frame = next();
        }
        return frame;
    }

    /** Frames that nobody read yet. */
    public BlockingQueue<String> received() {
        return received;
    }

    public boolean isOpen() {
        return !end.isDone();
    }

    /** How the connection ended; fails after a while if it did not. */
    public End awaitEnd() {
        return awaitEnd(PATIENCE);
    }

    public End awaitEnd(Duration patience) {
        try {
            return end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("still open after " + patience.toSeconds() + " s", e);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An orderly close from this side. */
    public void closeNormally() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Drops the connection without a word. */
    @Override
    public void close() {
        socket.abort();
    }

    private final class Events implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                received.add(parts.toString());
                parts.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end.complete(new End(statusCode, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end.complete(new End(1006, error instanceof IOException ? "broken" : error.toString()));
        }
    }
}
