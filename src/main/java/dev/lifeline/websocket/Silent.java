package dev.lifeline.websocket;

import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.session.End;
import dev.lifeline.core.session.SilentConnection;
import java.nio.ByteBuffer;

/** A connection that only measures its path. */
final class Silent implements Speaker {

    private final SilentConnection connection;

    Silent(SilentConnection connection) {
        this.connection = connection;
    }

    @Override
    public void heard() {}

    @Override
    public void text(String message) {
        connection.received(message);
    }

    /** Nobody asked for it. A browser sends none by itself, and whoever does breaks the silence that he measures. */
    @Override
    public void pong(ByteBuffer data) {
        connection.close(CloseCode.REFUSED, "a silent connection says ping, once");
    }

    @Override
    public void close(CloseCode code, String reason) {
        connection.close(code, reason);
    }

    @Override
    public void closed(int code) {
        connection.closed(code == End.NO_CLOSE_FRAME);
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
