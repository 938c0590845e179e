package dev.lifeline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.path.Ending.Last;
import dev.lifeline.core.path.Ending.Meaning;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndingTest {

    private static final Last CUT = new Last(1006, seconds(60), null);

    @Test
    void finSeenAndClientBack_isACut() {
        assertEquals(Meaning.CUT, meaning(true, 60, CUT));
    }

    @Test
    void plainClientThatSaysNothing_isBelievedByItsReturn() {
        assertEquals(Meaning.CUT, meaning(true, 60, null));
    }

    @Test
    void noFin_isNoCut() {
        assertEquals(Meaning.NOTHING, meaning(false, 1, CUT));
    }

    @Test
    void closedLaptop_isNoEvidence() {
        assertEquals(Meaning.NOTHING, meaning(true, 61, CUT));
        assertEquals(Meaning.NOTHING, meaning(false, 1, new Last(4002, Duration.ofHours(8), "dead")));
    }

    @Test
    void clientThatLeftByItself_isNoEvidence() {
        assertEquals(Meaning.NOTHING, meaning(true, 1, new Last(1006, seconds(60), "offline")));
        assertEquals(Meaning.NOTHING, meaning(true, 1, new Last(1000, seconds(60), "page")));
    }

    @Test
    void closeFrame_isNoEvidence() {
        assertEquals(Meaning.NOTHING, meaning(true, 1, new Last(1001, seconds(60), null)));
    }

    @Test
    void clientThatHeardSomethingSince_disagrees() {
        assertEquals(Meaning.CUT, meaning(true, 1, new Last(1006, seconds(55), null)));
        assertEquals(Meaning.NOTHING, meaning(true, 1, new Last(1006, seconds(54), null)));
    }

    @Test
    void linkThatTheClientFoundDead_isALossHoweverTheServerSawIt() {
        Last dead = new Last(4002, seconds(70), "dead");
        assertEquals(Meaning.LOSS, meaning(true, 1, dead));
        assertEquals(Meaning.LOSS, meaning(false, -1, dead));
        assertEquals(Meaning.NOTHING, meaning(false, 61, dead));
    }

    private static Meaning meaning(boolean cutSeen, long awayFor, Last last) {
        return new Ending(cutSeen, seconds(60), seconds(600), seconds(72), seconds(awayFor), last).meaning();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
