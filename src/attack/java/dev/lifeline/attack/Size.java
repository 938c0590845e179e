package dev.lifeline.attack;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param frames that are mutated, over all connections
 * @param handshakes that are mutated
 * @param crowd connections of an attack that takes many
 * @param storm clients of a reconnect storm, directly
 * @param proxiedStorm the same through nginx
 * @param held for how long the slow ones go on
 * @param quiet for how long the neighbours are measured without an attack
 */
public record Size(int frames, int handshakes, int crowd, int storm, int proxiedStorm, Duration held, Duration quiet) {

    /** For every build. */
    public static final Size SHORT = new Size(5_000, 500, 60, 300, 300, Duration.ofSeconds(3), Duration.ofSeconds(3));

    /** For those who have the time. */
    public static final Size LONG =
            new Size(100_000, 10_000, 500, 8_000, 4_000, Duration.ofSeconds(30), Duration.ofSeconds(20));
}
