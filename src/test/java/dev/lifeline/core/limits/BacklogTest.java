package dev.lifeline.core.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog(1_000);

    @Test
    void messageOfMany_countsOnceAndItsPlacesEach() {
        byte[] shared = new byte[500];
        backlog.hold(shared);
        backlog.hold(shared);
        backlog.hold(shared);
        assertEquals(500 + 3 * Backlog.OVERHEAD, backlog.bytes());
        backlog.letGo(shared);
        backlog.letGo(shared);
        assertEquals(500 + Backlog.OVERHEAD, backlog.bytes());
        backlog.letGo(shared);
        assertEquals(0, backlog.bytes());
    }

    @Test
    void equalMessages_areNotTheSame() {
        backlog.hold(new byte[100]);
        backlog.hold(new byte[100]);
        assertEquals(200 + 2 * Backlog.OVERHEAD, backlog.bytes());
    }

    @Test
    void whatIsFree_canBeReservedAndNoMore() {
        assertTrue(backlog.reserve(600));
        assertFalse(backlog.reserve(401));
        assertEquals(400, backlog.free());
        assertTrue(backlog.reserve(400));
        backlog.remove(600);
        assertEquals(600, backlog.free());
    }

    @Test
    void whatMustBeCounted_isCountedBeyondTheBound() {
        backlog.add(1_500);
        assertEquals(-500, backlog.free());
        assertFalse(backlog.reserve(1));
        backlog.remove(1_500);
        assertEquals(0, backlog.bytes());
    }
}
