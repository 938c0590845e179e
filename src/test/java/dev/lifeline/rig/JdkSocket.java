package dev.lifeline.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket of the JDK's own client. It answers Pings by itself. */
public final class JdkSocket extends ClientSocket {

    private final AtomicInteger pings = new AtomicInteger();
    private final WebSocket socket;

    private JdkSocket(String address, List<String> subprotocols, String... headers) {
        WebSocket.Builder builder = Http.CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (!subprotocols.isEmpty()) {
            builder.subprotocols(
                    subprotocols.get(0),
                    subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        this.socket = builder.buildAsync(URI.create(address), new Events()).join();
    }

    /**
     * Opens a plain connection.
     *
     * @param headers name, value, name, value …
     */
    public static JdkSocket plain(String address, String... headers) {
        return new JdkSocket(address, List.of(), headers);
    }

    /** Opens a connection of the shipped client's level. */
    public static JdkSocket v1(String address) {
        return new JdkSocket(address, List.of("lifeline.v1"));
    }

    /** Opens one as the shipped client does that has a token. */
    public static JdkSocket v1(String address, String token) {
        return new JdkSocket(address, List.of("lifeline.v1", "lifeline.token." + token));
    }

    /**
     * Tries to connect.
     *
     * @return the HTTP status that refused it
     */
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

    @Override
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    @Override
    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public void sendPart(String text, boolean last) {
        socket.sendText(text, last).join();
    }

    @Override
    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public void sendPing() {
        socket.sendPing(ByteBuffer.allocate(0)).join();
    }

    /** How many Pings the server has sent so far. */
    public int pings() {
        return pings.get();
    }

    @Override
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
                arrived(parts.toString());
                parts.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
            pings.incrementAndGet();
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            ended(statusCode, reason);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            ended(1006, error instanceof IOException ? "broken" : error.toString());
        }
    }
}
