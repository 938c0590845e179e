package dev.lifeline.rig;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

/** A WebSocket of Tomcat's client. It answers Pings by itself. */
public final class TomcatSocket extends ClientSocket {

    /** Characters; Tomcat's client refuses longer messages, and its default of 8,192 is less than what tests send. */
    private static final int BUFFER = 1 << 20;

    private final Session session;

    private TomcatSocket(String address, List<String> subprotocols) {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(subprotocols)
                .build();
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        container.setDefaultMaxTextMessageBufferSize(BUFFER);
        try {
            this.session = container.connectToServer(new Events(), config, URI.create(address));
        } catch (DeploymentException e) {
            throw new IllegalStateException(address, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a plain connection. */
    public static TomcatSocket plain(String address) {
        return new TomcatSocket(address, List.of());
    }

    /** Opens a connection of the shipped client's level. */
    public static TomcatSocket v1(String address) {
        return new TomcatSocket(address, List.of("lifeline.v1"));
    }

    @Override
    public String subprotocol() {
        return session.getNegotiatedSubprotocol();
    }

    @Override
    public void send(String text) {
        sending(() -> session.getBasicRemote().sendText(text));
    }

    @Override
    public void sendBinary(byte[] bytes) {
        sending(() -> session.getBasicRemote().sendBinary(ByteBuffer.wrap(bytes)));
    }

    @Override
    public void closeNormally() {
        sending(session::close);
    }

    /** Closes as a page that is left; this client cannot drop a connection. */
    @Override
    public void close() {
        if (session.isOpen()) {
            sending(() -> session.close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "")));
        }
    }

    private static void sending(Sending action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Sending {
        void run() throws IOException;
    }

    private final class Events extends Endpoint {

        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            opened.addMessageHandler(new MessageHandler.Whole<String>() {
                @Override
                public void onMessage(String message) {
                    arrived(message);
                }
            });
        }

        @Override
        public void onClose(Session closed, CloseReason reason) {
            ended(reason.getCloseCode().getCode(), String.valueOf(reason.getReasonPhrase()));
        }

        @Override
        public void onError(Session failed, Throwable error) {
            // onClose follows and tells the code.
        }
    }
}
