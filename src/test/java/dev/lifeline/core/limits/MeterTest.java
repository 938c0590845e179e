package dev.lifeline.core.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTest {

    private final ManualTicker ticker = new ManualTicker();

    @Test
    void burst_passesAtOnceAndNoMore() {
        Meter meter = meter(Rate.perSecond(10, 50));
        assertEquals(50, passing(meter));
    }

    @Test
    void rest_givesBackWhatTheRateAllows() {
        Meter meter = meter(Rate.perSecond(10, 50));
        passing(meter);
        ticker.advance(Duration.ofMillis(300));
        assertEquals(3, passing(meter));
        ticker.advance(Duration.ofHours(1));
        assertEquals(50, passing(meter));
    }

    @Test
    void sustainedRate_passesForEver() {
        Meter meter = meter(Rate.perSecond(10, 1));
        for (int i = 0; i < 1_000; i++) {
            assertTrue(meter.pass(1, ticker.nanoTime()), "message " + i);
            ticker.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void whatDidNotPass_leavesNoTrace() {
        Meter meter = meter(Rate.perMinute(20, 20));
        assertFalse(meter.pass(21, ticker.nanoTime()));
        assertTrue(meter.pass(20, ticker.nanoTime()));
        assertFalse(meter.pass(1, ticker.nanoTime()));
        ticker.advance(Duration.ofSeconds(3));
        assertTrue(meter.pass(1, ticker.nanoTime()));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 5, Long.MIN_VALUE, -1, 0})
    void clockThatWrapsAround_isNoBurst(long start) {
        Meter meter = new Meter(Rate.perSecond(1, 2), start);
        assertTrue(meter.pass(2, start));
        assertFalse(meter.pass(1, start + 10));
        assertTrue(meter.pass(1, start + Duration.ofSeconds(1).toNanos()));
    }

    @Test
    void megabytes_passInOneBurst() {
        Meter meter = meter(Rate.perSecond(64 << 20, 640L << 20));
        assertTrue(meter.pass(640L << 20, ticker.nanoTime()));
        assertFalse(meter.pass(1 << 20, ticker.nanoTime()));
    }

    @Test
    void rateThatLetsNothingPass_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Rate.perSecond(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Rate.perSecond(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, Duration.ZERO, 1));
    }

    private Meter meter(Rate rate) {
        return new Meter(rate, ticker.nanoTime());
    }

    private int passing(Meter meter) {
        int count = 0;
        while (meter.pass(1, ticker.nanoTime())) {
            count++;
        }
        return count;
    }
}
