package dev.lifeline.core.path;

import dev.lifeline.core.protocol.UserId;

/**
 * A live connection whose client can measure its path. Immutable.
 *
 * @param path how it came
 * @param user whose it is
 * @param connection its name, unique while it is open
 */
public record Prober(PathKey path, UserId user, String connection) {}
