package dev.lifeline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbePlanTest {

    private final ProbePlan plan = new ProbePlan(PathRules.DEFAULT);

    @Test
    void threeSilencesAtOnce_theLongestFirst() {
        List<Duration> running = new ArrayList<>();
        for (Duration next = plan.next(running); next != null; next = plan.next(running)) {
            running.add(next);
        }
        assertEquals(List.of(seconds(380), seconds(235), seconds(29)), running);
    }

    @Test
    void cutThatBothEndsSaw_isTheLimit() {
        plan.next(List.of());
        plan.ended(seconds(90), true);
        assertTrue(plan.isDone(List.of(seconds(29))));
        assertNull(plan.next(List.of()));
    }

    @Test
    void silencesThatTellNothingMore_areLeftOut() {
        plan.survived(seconds(100));
        plan.ended(seconds(300), false);
        assertEquals(seconds(235), plan.next(List.of()));
        assertEquals(seconds(115), plan.next(List.of()));
    }

    @Test
    void gap_isDividedOnlyOnceNothingIsUnderWayInIt() {
        plan.survived(seconds(235));
        plan.ended(seconds(380), false);
        assertNull(plan.next(List.of(seconds(300))));
        assertFalse(plan.isDone(List.of(seconds(300))));
        assertEquals(Duration.ofMillis(271_250), plan.next(List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 12, 20, 30, 42, 55, 60, 61, 75, 90, 100, 119, 150, 240, 300, 350})
    void silentDropper_isBracketedWithinATenth(long limit) {
        Duration longest = Duration.ZERO;
        int probes = 0;
        for (Duration next = plan.next(List.of()); next != null; next = plan.next(List.of())) {
            probes++;
            if (next.compareTo(seconds(limit)) < 0) {
                plan.survived(next);
                longest = IntervalRule.max(longest, next);
            } else {
                plan.ended(next, false);
            }
        }
        assertTrue(plan.isDone(List.of()));
        Duration allowed = IntervalRule.max(IntervalRule.share(seconds(limit), 11), seconds(5));
        assertTrue(seconds(limit).minus(longest).compareTo(allowed) <= 0, limit + " s: " + longest);
        assertTrue(probes <= 14, limit + " s took " + probes + " probes");
    }

    @Test
    void everythingSurvived_isDoneAfterTheLongest() {
        plan.next(List.of());
        plan.survived(seconds(380));
        assertTrue(plan.isDone(List.of()));
        assertNull(plan.next(List.of()));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
