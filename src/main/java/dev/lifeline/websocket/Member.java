package dev.lifeline.websocket;

import dev.lifeline.core.delivery.Gateway;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.session.Connection;
import java.nio.ByteBuffer;

/** A user's connection. */
final class Member implements Speaker {

    private final Gateway gateway;
    private final Connection connection;

    Member(Gateway gateway, Connection connection) {
        this.gateway = gateway;
        this.connection = connection;
    }

    @Override
    public void heard() {
        connection.heard();
    }

    @Override
    public void text(String message) {
        if (connection.isOpen()) {
            gateway.received(connection, message);
        }
    }

    @Override
    public void pong(ByteBuffer data) {
        if (data.remaining() == Long.BYTES) {
            connection.answered(data.getLong());
        } else {
            connection.heard();
        }
    }

    @Override
    public void close(CloseCode code, String reason) {
        connection.close(code, reason);
    }

    @Override
    public void closed(int code) {
        connection.closed(code);
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
