package dev.lifeline.core.heartbeat;

import static dev.lifeline.core.heartbeat.HeartbeatPolicy.NEVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lifeline.core.heartbeat.HeartbeatPolicy.Action;
import dev.lifeline.core.heartbeat.HeartbeatPolicy.Beat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatPolicyTest {

    private static final long S = Duration.ofSeconds(1).toNanos();

    private final HeartbeatPolicy policy = new HeartbeatPolicy(Duration.ofSeconds(25), Duration.ofSeconds(10));

    @Test
    void recentlyHeard_waitsForTheRest() {
        assertEquals(new Beat(Action.WAIT, 17 * S + S / 2), policy.due(110 * S, 100 * S, NEVER));
    }

    @Test
    void silentForATenthMoreThanTheInterval_isPinged() {
        assertEquals(new Beat(Action.PING, 10 * S), policy.due(127 * S + S / 2, 100 * S, NEVER));
    }

    @Test
    void intervalShorterThanThePatience_isAskedAgainInItsOwnTime() {
        HeartbeatPolicy quick = new HeartbeatPolicy(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertEquals(new Beat(Action.PING, S + S / 10), quick.due(102 * S, 100 * S, NEVER));
        assertEquals(new Beat(Action.WAIT, 9 * S), quick.due(103 * S, 100 * S, 102 * S));
    }

    @Test
    void clientThatBeatsByItself_isNeverPinged() {
        assertEquals(Action.WAIT, policy.due(125 * S, 100 * S, NEVER).action());
    }

    @Test
    void pinged_waitsForThePatience() {
        assertEquals(new Beat(Action.WAIT, 4 * S), policy.due(134 * S, 100 * S, 128 * S));
    }

    @Test
    void noAnswerWithinThePatience_isDead() {
        assertEquals(Action.DEAD, policy.due(138 * S, 100 * S, 128 * S).action());
    }

    @Test
    void anythingHeardAfterThePing_isAnAnswer() {
        assertEquals(new Beat(Action.WAIT, 19 * S + S / 2), policy.due(138 * S, 130 * S, 128 * S));
    }

    @Test
    void heardInTheSameInstantAsThePing_isAnAnswer() {
        assertEquals(Action.WAIT, policy.due(138 * S, 128 * S, 128 * S).action());
    }

    @Test
    void lastHeardInTheFuture_waits() {
        assertEquals(Action.WAIT, policy.due(100 * S, 101 * S, NEVER).action());
    }

    @Test
    void durationsThatAreNotPositive_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HeartbeatPolicy(Duration.ZERO, Duration.ofSeconds(1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HeartbeatPolicy(Duration.ofSeconds(1), Duration.ofSeconds(-1)));
    }
}
