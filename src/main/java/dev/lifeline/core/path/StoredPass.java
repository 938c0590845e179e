package dev.lifeline.core.path;

import dev.lifeline.core.protocol.UserId;
import java.time.Duration;

/**
 * That a user has measured a path to the end, as it outlives a process. Immutable.
 *
 * @param age how long ago, when it was exported; zero or more
 */
public record StoredPass(PathKey path, UserId user, Duration age) {}
