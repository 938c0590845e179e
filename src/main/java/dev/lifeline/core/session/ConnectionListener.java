package dev.lifeline.core.session;

import dev.lifeline.core.protocol.Position;
import java.time.Duration;

/** Hears of a connection. Called on any thread, holding no lock; must not block. */
public interface ConnectionListener {

    /** It left {@code OPEN}. Once. */
    void ended(Connection connection, End end);

    /** It was heard after a silence of both sides, which its path has borne. */
    void survived(Connection connection, Duration silence);

    /** Everything that waited has gone out, while the client waits for its next page. */
    void drained(Connection connection);

    /** A plain client answered a Ping that was sent after everything up to {@code position}. */
    void confirmed(Connection connection, Position position);
}
