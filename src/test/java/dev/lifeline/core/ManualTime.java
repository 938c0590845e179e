package dev.lifeline.core;

import dev.lifeline.core.heartbeat.TimingWheel;
import java.time.Duration;

/** A timing wheel that turns on the test's thread, as fast as the test likes. */
public final class ManualTime {

    private final ManualTicker ticker = new ManualTicker();
    private final TimingWheel wheel = new TimingWheel(ticker);

    public TimingWheel wheel() {
        return wheel;
    }

    /** Lets time pass, tick by tick. */
    public void pass(Duration time) {
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(TimingWheel.TICK)) {
            ticker.advance(TimingWheel.TICK.compareTo(left) < 0 ? TimingWheel.TICK : left);
            wheel.advance();
        }
    }

    /** Lets time pass in one step, as a stopped process sees it. */
    public void jump(Duration time) {
        ticker.advance(time);
        wheel.advance();
    }
}
