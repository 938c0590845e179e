package dev.lifeline.core.session;

import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.time.Scheduler;
import dev.lifeline.core.time.Ticker;
import java.util.concurrent.Executor;

/**
 * What every connection of a node shares. Immutable.
 *
 * @param heartbeat when to ask for a sign of life
 * @param limits how much one connection may take
 * @param ticker the time of heartbeats and deadlines
 * @param scheduler runs them
 * @param flushers runs sends; its tasks never block
 * @param pingers runs Pings; its tasks may block for the container's blocking send timeout
 */
public record ConnectionSettings(
        HeartbeatPolicy heartbeat,
        ConnectionLimits limits,
        Ticker ticker,
        Scheduler scheduler,
        Executor flushers,
        Executor pingers) {}
