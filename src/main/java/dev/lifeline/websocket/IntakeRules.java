package dev.lifeline.websocket;

import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.limits.Rate;
import dev.lifeline.core.time.Ticker;

/**
 * How much a client may send. Immutable.
 *
 * @param maxMessageBytes the largest message, in UTF-8
 * @param frames of any kind, fragments and control frames too
 * @param bytes of messages, in UTF-8
 * @param backlog counts what is gathered of unfinished messages
 * @param counts notes how often each was met
 * @param ticker the time of the rates
 */
public record IntakeRules(
        int maxMessageBytes, Rate frames, Rate bytes, Backlog backlog, LimitCounts counts, Ticker ticker) {}
