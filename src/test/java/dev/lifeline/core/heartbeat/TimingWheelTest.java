package dev.lifeline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTime;
import dev.lifeline.core.time.Scheduler.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimingWheelTest {

    private final ManualTime time = new ManualTime();
    private final List<String> ran = new ArrayList<>();

    @Test
    void task_runsOnceWhenDue() {
        schedule("a", Duration.ofMillis(200));
        time.pass(Duration.ofMillis(199));
        assertEquals(List.of(), ran);
        time.pass(Duration.ofMillis(1));
        assertEquals(List.of("a"), ran);
        time.pass(Duration.ofMinutes(5));
        assertEquals(List.of("a"), ran);
    }

    @Test
    void delaysBeyondOneTurnOfTheWheel_areKept() {
        schedule("late", Duration.ofMinutes(10));
        time.pass(Duration.ofMinutes(10).minusMillis(50));
        assertEquals(List.of(), ran);
        time.pass(Duration.ofMillis(50));
        assertEquals(List.of("late"), ran);
    }

    @Test
    void zeroAndNegativeDelays_runAtTheNextTurn() {
        schedule("zero", Duration.ZERO);
        schedule("negative", Duration.ofSeconds(-5));
        assertEquals(List.of(), ran);
        time.pass(TimingWheel.TICK);
        assertEquals(List.of("zero", "negative"), ran);
    }

    @Test
    void cancelledTask_neverRuns() {
        Timeout timeout = schedule("a", Duration.ofSeconds(1));
        timeout.cancel();
        timeout.cancel();
        time.pass(Duration.ofMinutes(2));
        assertEquals(List.of(), ran);
    }

    @Test
    void failingTask_costsNoOtherItsTurn() {
        time.wheel().schedule(0, () -> {
            throw new AssertionError("on purpose");
        });
        schedule("after", Duration.ZERO);
        time.pass(TimingWheel.TICK);
        schedule("later", Duration.ZERO);
        time.pass(TimingWheel.TICK);
        assertEquals(List.of("after", "later"), ran);
    }

    @Test
    void taskThatSchedulesItself_runsEveryTime() {
        int[] runs = {0};
        Runnable[] again = {null};
        again[0] = () -> {
            runs[0]++;
            time.wheel().schedule(Duration.ofSeconds(1).toNanos(), again[0]);
        };
        again[0].run();
        time.pass(Duration.ofSeconds(10));
        assertEquals(11, runs[0], 1);
    }

    @Test
    void repeatedTask_runsAgainThoughItFails() {
        time.wheel().every(Duration.ofSeconds(1).toNanos(), () -> {
            ran.add("again");
            throw new IllegalStateException("every time");
        });
        time.pass(Duration.ofMillis(900));
        assertEquals(List.of(), ran);
        time.pass(Duration.ofMillis(150));
        assertEquals(List.of("again"), ran);
        time.pass(Duration.ofMillis(2_100));
        assertEquals(List.of("again", "again", "again"), ran);
    }

    @Test
    void longGap_countsAsOneStepOnly() {
        schedule("a", Duration.ofSeconds(30));
        long before = time.wheel().nanoTime();
        time.jump(Duration.ofHours(8));
        assertEquals(TimingWheel.MAX_STEP.toNanos(), time.wheel().nanoTime() - before);
        assertEquals(List.of(), ran);
        time.pass(Duration.ofSeconds(29));
        assertEquals(List.of("a"), ran);
    }

    @Test
    void randomDelays_runInOrderAndNeverEarly() {
        Random random = new Random(7);
        List<Long> errors = new ArrayList<>();
        int tasks = 2_000;
        for (int i = 0; i < tasks; i++) {
            long delay = (long) (random.nextDouble() * Duration.ofMinutes(2).toNanos());
            long due = time.wheel().nanoTime() + delay;
            time.wheel().schedule(delay, () -> errors.add(time.wheel().nanoTime() - due));
            if (i % 10 == 0) {
                time.pass(Duration.ofMillis(random.nextInt(120)));
            }
        }
        time.pass(Duration.ofMinutes(3));
        assertEquals(tasks, errors.size());
        assertTrue(errors.stream().allMatch(late -> late >= 0), "some ran early");
        assertTrue(
                errors.stream().allMatch(late -> late <= 2 * TimingWheel.TICK.toNanos()),
                "some ran more than two ticks late");
    }

    private Timeout schedule(String name, Duration delay) {
        return time.wheel().schedule(delay.toNanos(), () -> ran.add(name));
    }
}
