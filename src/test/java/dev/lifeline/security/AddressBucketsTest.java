package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AddressBucketsTest {

    private final ManualTicker ticker = new ManualTicker();
    private final AddressBuckets buckets = new AddressBuckets(10, 2, Duration.ofSeconds(1), 100, ticker);

    @Test
    void burst_isTakenWholeAndThenAsFastAsItFills() {
        assertTaken(10, "a");
        assertEquals(Duration.ofMillis(500), buckets.take("a"));
        ticker.advance(Duration.ofMillis(200));
        assertEquals(Duration.ofMillis(300), buckets.take("a"), "a refusal takes nothing");
        ticker.advance(Duration.ofMillis(300));
        assertTaken(1, "a");
        assertEquals(Duration.ofMillis(500), buckets.take("a"));
    }

    @Test
    void idleBucket_holdsNoMoreThanItsBurst() {
        assertTaken(10, "a");
        ticker.advance(Duration.ofDays(1));
        assertTaken(10, "a");
        assertTrue(buckets.take("a").toNanos() > 0);
    }

    @Test
    void addresses_haveTheirOwnBuckets() {
        assertTaken(10, "a");
        assertTaken(10, "b");
    }

    @Test
    void bucketsThatFilledUp_areForgotten() {
        for (int i = 0; i < 50; i++) {
            assertTaken(1, "a" + i);
        }
        assertEquals(50, buckets.size());
        ticker.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 25; i++) {
            buckets.take("b");
        }
        assertEquals(1, buckets.size());
    }

    /** So an attacker with many addresses does not exhaust the heap. */
    @Test
    void addressesAreBounded_idlestGoesFirst() {
        assertTaken(10, "victim");
        for (int i = 0; i < 1_000; i++) {
            assertTaken(1, "a" + i);
            assertTrue(buckets.take("victim").toNanos() > 0, "who is busy is not forgotten");
        }
        assertEquals(100, buckets.size());
        for (int i = 0; i < 100; i++) {
            assertTaken(1, "b" + i);
        }
        assertTaken(10, "victim");
    }

    private void assertTaken(int times, String address) {
        for (int i = 0; i < times; i++) {
            assertEquals(Duration.ZERO, buckets.take(address), address + " " + i);
        }
    }
}
