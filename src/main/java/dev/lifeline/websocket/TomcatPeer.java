package dev.lifeline.websocket;

import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.session.Peer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

/** A session of Tomcat as the core's {@link Peer}. Tomcat's batching stays off: its flush blocks. */
final class TomcatPeer implements Peer {

    /**
     * Milliseconds that a Ping, or Tomcat's own answer to a client's Ping, may block a thread on a client that reads
     * nothing; Tomcat's default is 20 s.
     */
    private static final Long BLOCKING_SEND_TIMEOUT = 2_000L;

    /** Milliseconds that a client may take to answer a close before the socket goes; Tomcat's default is 30 s. */
    private static final Long SESSION_CLOSE_TIMEOUT = 5_000L;

    /** The same for one who sends too much: Tomcat reads on until he has answered. */
    private static final Long FLOODED_CLOSE_TIMEOUT = 500L;

    private static final String SESSION_CLOSE = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    /**
     * Milliseconds that a Close frame may wait for a send that is under way. Tomcat's default of 50 loses it on a slow
     * line, and with it that the client is to stay away, or to bring a new token. Only where no client can bring it about
     * at will: the threads that close are few.
     */
    private static final Long CLOSE_SEND_TIMEOUT = 2_000L;

    private static final String CLOSE_SEND = "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

    /** The most bytes of a close frame's reason (RFC 6455, section 5.5: 125 less the code). */
    private static final int MAX_REASON_BYTES = 123;

    private static final System.Logger LOG = System.getLogger(TomcatPeer.class.getName());

    private final Session session;
    private final Executor closer;

    TomcatPeer(Session session, Executor closer) {
        this.session = session;
        this.closer = closer;
        session.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", BLOCKING_SEND_TIMEOUT);
        session.getUserProperties().put(SESSION_CLOSE, SESSION_CLOSE_TIMEOUT);
    }

    @Override
    public void send(byte[] utf8, Completion completion) {
        EncodedText.send(
                session.getAsyncRemote(),
                utf8,
                result -> completion.done(result.isOK() ? null : result.getException()));
    }

    @Override
    public void ping(long number) throws IOException {
        session.getBasicRemote()
                .sendPing(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    @Override
    public void close(CloseCode code, String reason) {
        closer.execute(() -> {
            try {
                prepareFor(code);
                session.close(new CloseReason(CloseCodes.getCloseCode(code.number()), shortened(reason)));
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "Closing " + session.getId(), e);
            }
        });
    }

    /** Fails where the session has ended already, as closing it does. */
    private void prepareFor(CloseCode code) {
        switch (code) {
            case KICKED, TOKEN_REVOKED, TOKEN_EXPIRED ->
                session.getUserProperties().put(CLOSE_SEND, CLOSE_SEND_TIMEOUT);
            case TOO_FAST -> session.getUserProperties().put(SESSION_CLOSE, FLOODED_CLOSE_TIMEOUT);
            default -> {}
        }
    }

    private static String shortened(String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_REASON_BYTES) {
            return reason;
        }
        int end = MAX_REASON_BYTES;
        // Not inside a character: its later bytes all begin with the bits 10.
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
