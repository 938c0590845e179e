package dev.lifeline.core.limits;

import java.time.Duration;

/**
 * How much of something may come in the long run, and how much of it at once. Immutable.
 *
 * @param amount so much in each {@code per}, in the long run; at least 1
 * @param per the time that the amount is for
 * @param burst so much at once after a rest; at least 1
 */
public record Rate(long amount, Duration per, long burst) {

    public Rate {
        if (amount < 1 || burst < 1 || per.isZero() || per.isNegative()) {
            throw new IllegalArgumentException(amount + " in " + per + ", " + burst + " at once");
        }
    }

    /** So much a second in the long run. */
    public static Rate perSecond(long amount, long burst) {
        return new Rate(amount, Duration.ofSeconds(1), burst);
    }

    /** So much a minute in the long run. */
    public static Rate perMinute(long amount, long burst) {
        return new Rate(amount, Duration.ofMinutes(1), burst);
    }

    /**
     * The time in which so much may come in the long run, in nanoseconds.
     *
     * @param count up to 150 million
     */
    long nanosFor(long count) {
        return count * per.toNanos() / amount;
    }
}
