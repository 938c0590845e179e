package dev.lifeline.core.protocol;

/**
 * Why the server ends a connection, as the WebSocket close code (RFC 6455, section 7.4). The number carries the policy:
 * 4000 to 4499 come back, 4500 to 4999 stay away. The table in {@code docs/protocol.md} is tested against this list.
 *
 * <p>1000 is missing on purpose: Tomcat may block for 20 s on sending it.
 */
public enum CloseCode {
    /** The server stops, or the container itself has given the connection up. */
    GOING_AWAY(1001, true),
    /** A frame that this endpoint does not speak, such as a binary one. */
    UNSUPPORTED_DATA(1003, true),
    /** A message broke a rule; it must not be sent again. */
    REFUSED(1008, true),
    /** A message is larger than {@code lifeline.max-message-size}; it must not be sent again. */
    TOO_LARGE(1009, true),
    /** Something in the server failed while it handled this connection. */
    INTERNAL_ERROR(1011, true),
    /** The web application is being stopped or replaced. */
    RESTART(1012, true),
    /** The client reads more slowly than messages arrive, or the server has no room. */
    OVERLOAD(1013, true),
    /** The client's token has expired: it comes back with a new one. */
    TOKEN_EXPIRED(4001, true),
    /** Nothing was heard for the heartbeat's interval and patience: the link is dead. */
    UNRESPONSIVE(4002, true),
    /** The same client came back on another connection. */
    TAKEN_OVER(4003, true),
    /** A connection that measured its path has done so, or its measurement was given up. */
    PROBE_OVER(4004, true),
    /** The client sends faster than {@code lifeline.rate.*}; it comes back later. */
    TOO_FAST(4005, true),
    /** The back end ended the user's connections. */
    KICKED(4503, false);

    private final int number;
    private final boolean reconnects;

    CloseCode(int number, boolean reconnects) {
        this.number = number;
        this.reconnects = reconnects;
    }

    /** The code on the wire. */
    public int number() {
        return number;
    }

    /** Whether the client is expected to come back by itself. */
    public boolean reconnects() {
        return reconnects;
    }
}
