package dev.lifeline.core.session;

import dev.lifeline.core.protocol.Position;

/** Hears of a connection. Called on any thread, holding no lock; must not block. */
public interface ConnectionListener {

    /** It left {@code OPEN}. Once. */
    void ended(Connection connection);

    /** Everything that waited has gone out, while the client waits for its next page. */
    void drained(Connection connection);

    /** A plain client answered a Ping that was sent after everything up to {@code position}. */
    void confirmed(Connection connection, Position position);
}
