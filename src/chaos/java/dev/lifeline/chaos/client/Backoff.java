package dev.lifeline.chaos.client;

import java.util.Random;

/** Full jitter: at random up to a bound that doubles with each attempt. */
final class Backoff {

    private static final int FIRST_MS = 500;
    private static final int MOST_MS = 3_000;

    private final Random random;
    private int attempts;

    Backoff(Random random) {
        this.random = random;
    }

    long next() {
        int bound = (int) Math.min(MOST_MS, (long) FIRST_MS << Math.min(attempts, 10));
        attempts++;
        return random.nextInt(bound);
    }

    void connected() {
        attempts = 0;
    }
}
