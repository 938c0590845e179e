package dev.lifeline.core.path;

import java.time.Duration;

/**
 * Leave for one probe: one connection that stays silent and then asks for an echo. Immutable.
 *
 * @param id 128 random bits as 32 hexadecimal digits; good for one handshake
 * @param silence how long to stay silent from the handshake on
 */
public record ProbeLease(String id, Duration silence) {}
