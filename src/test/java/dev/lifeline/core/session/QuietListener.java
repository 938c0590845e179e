package dev.lifeline.core.session;

import dev.lifeline.core.protocol.Position;

/** Hears everything and does nothing. */
public class QuietListener implements ConnectionListener {

    @Override
    public void ended(Connection connection) {}

    @Override
    public void drained(Connection connection) {}

    @Override
    public void confirmed(Connection connection, Position position) {}
}
