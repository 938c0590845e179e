package dev.lifeline.core.protocol;

/** How much of the protocol a connection speaks. */
public enum Level {
    /** No subprotocol: LayIM pages and hand-written clients. One object a frame, {@code ping} and {@code pong}. */
    PLAIN,
    /** The shipped client, under the subprotocol {@value #V1_SUBPROTOCOL}: messages that gathered come as one array. */
    V1;

    /** The value of {@code Sec-WebSocket-Protocol} that asks for {@link #V1}. */
    public static final String V1_SUBPROTOCOL = "lifeline.v1";

    /** The value of {@code Sec-WebSocket-Protocol} of a connection that only stays silent, to measure its path. */
    public static final String PROBE_SUBPROTOCOL = "lifeline.probe";

    /** The level that a negotiated subprotocol stands for; anything but {@value #V1_SUBPROTOCOL} is plain. */
    public static Level of(String negotiatedSubprotocol) {
        return V1_SUBPROTOCOL.equals(negotiatedSubprotocol) ? V1 : PLAIN;
    }
}
