package dev.lifeline.websocket;

import dev.lifeline.core.protocol.CloseCode;
import java.nio.ByteBuffer;

/** Who speaks on one WebSocket: an endpoint hands everything that comes to it. */
interface Speaker {

    /** A sign of life of any kind. */
    void heard();

    /** One whole text message. */
    void text(String message);

    /** A Pong and what it carried. */
    void pong(ByteBuffer data);

    /** Ends it from this side. */
    void close(CloseCode code, String reason);

    /**
     * It has ended.
     *
     * @param code of the client's Close frame, or 1006 (RFC 6455, section 7.1.5)
     */
    void closed(int code);
}
