package dev.lifeline.core.session;

import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.limits.Rate;
import java.time.Duration;

/**
 * How much one connection may take of the server. Immutable.
 *
 * @param maxOutboxBytes the most bytes that may wait for one connection
 * @param maxOutboxMessages the most messages that may wait for one connection
 * @param sendTimeout how long one send may be under way
 * @param messages how fast its client may talk
 * @param faults how often its client may be refused
 * @param backlog what waits for all connections together
 * @param counts notes how often each was met
 */
public record ConnectionLimits(
        int maxOutboxBytes,
        int maxOutboxMessages,
        Duration sendTimeout,
        Rate messages,
        Rate faults,
        Backlog backlog,
        LimitCounts counts) {}
