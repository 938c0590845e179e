package dev.lifeline.core;

import dev.lifeline.core.time.Ticker;
import java.time.Duration;

/** A clock that stands still until a test moves it. */
public final class ManualTicker implements Ticker {

    private long nanos = 1_000_000_007L;

    @Override
    public long nanoTime() {
        return nanos;
    }

    public void advance(Duration time) {
        nanos += time.toNanos();
    }
}
