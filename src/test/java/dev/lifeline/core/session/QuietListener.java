package dev.lifeline.core.session;

import dev.lifeline.core.protocol.Position;
import java.time.Duration;

/** Hears everything and does nothing. */
public class QuietListener implements ConnectionListener {

    @Override
    public void ended(Connection connection, End end) {}

    @Override
    public void survived(Connection connection, Duration silence) {}

    @Override
    public void drained(Connection connection) {}

    @Override
    public void confirmed(Connection connection, Position position) {}
}
