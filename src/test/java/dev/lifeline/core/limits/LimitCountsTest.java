package dev.lifeline.core.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LimitCountsTest {

    @Test
    void eachLimit_isCountedByItself() {
        LimitCounts counts = new LimitCounts();
        counts.met(Limit.BACKLOG);
        counts.met(Limit.BACKLOG);
        counts.met(Limit.SEND_TIME);
        for (Limit limit : Limit.values()) {
            long expected = limit == Limit.BACKLOG ? 2 : limit == Limit.SEND_TIME ? 1 : 0;
            assertEquals(expected, counts.count(limit), limit::slug);
        }
    }

    @Test
    void names_areUnique() {
        assertEquals(
                Limit.values().length,
                Arrays.stream(Limit.values()).map(Limit::slug).distinct().count());
    }
}
