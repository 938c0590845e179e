package dev.lifeline.core.time;

import java.time.Duration;

/** The units in which settings and tables write durations. Stateless. */
public final class DurationUnit {

    private DurationUnit() {}

    /**
     * A duration as it is written.
     *
     * @param amount of the unit
     * @param unit {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}
     * @throws IllegalArgumentException if it is no such unit
     * @throws ArithmeticException if the duration is longer than 292 billion years
     */
    public static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException("'" + unit + "' is no unit of time");
        };
    }
}
