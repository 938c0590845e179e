package dev.lifeline.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.ManualTime;
import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.limits.Rate;
import dev.lifeline.core.protocol.CloseCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private final ManualTime time = new ManualTime();
    private final Backlog backlog = new Backlog(120);
    private final LimitCounts counts = new LimitCounts();
    private final List<String> heard = new ArrayList<>();
    private long received;

    private final Intake intake = intake(true);

    @Test
    void partsOfAMessage_reachTheSpeakerWhole() {
        intake.text("he", false);
        intake.text("llo", true);
        assertEquals(List.of("hello"), heard);
        assertEquals(0, backlog.bytes());
    }

    @Test
    void framesThatOnlyTheContainerSaw_endTheConnection() {
        received = 20;
        intake.check();
        assertEquals(List.of(), heard);
        received = 21;
        intake.check();
        received = 22;
        intake.check();
        assertEquals(List.of("<4005 more than 10 frames a second (lifeline.rate.frames)>"), heard);
        assertEquals(1, counts.count(Limit.FRAME_RATE));
    }

    @Test
    void framesInTheirTime_areTaken() {
        for (int i = 0; i < 100; i++) {
            received += 10;
            intake.check();
            time.pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), heard);
    }

    @Test
    void framesAreCharged_asTheyCome() {
        received = 21;
        intake.text("x", true);
        assertEquals(List.of("<4005 more than 10 frames a second (lifeline.rate.frames)>"), heard);
    }

    @Test
    void whereTheContainerDoesNotCount_messagesAndPongsAreFrames() {
        Intake other = intake(false);
        for (int i = 0; i < 10; i++) {
            other.text("x", true);
            other.pong(ByteBuffer.allocate(0));
        }
        other.check();
        assertEquals(20, heard.size());
        other.pong(ByteBuffer.allocate(0));
        assertEquals("<4005 more than 10 frames a second (lifeline.rate.frames)>", heard.get(20));
    }

    @Test
    void bytes_areChargedBeforeTheMessageIsWhole() {
        for (int i = 0; i < 4; i++) {
            intake.text("中".repeat(12), true);
        }
        intake.text("x".repeat(56), true);
        assertEquals(5, heard.size());
        intake.text("x", false);
        assertEquals("<4005 more than 100 bytes a second (lifeline.rate.bytes)>", heard.get(5));
        assertEquals(1, counts.count(Limit.BYTE_RATE));
    }

    @Test
    void messageThatIsTooLarge_endsTheConnectionAndIsGivenBack() {
        intake.text("x".repeat(50), false);
        assertEquals(100, backlog.bytes());
        intake.text("x".repeat(31), true);
        assertEquals(List.of("<1009 a message of more than 80 bytes (lifeline.max-message-size)>"), heard);
        assertEquals(1, counts.count(Limit.MESSAGE_SIZE));
        assertEquals(0, backlog.bytes());
    }

    @Test
    void partForWhichThereIsNoRoom_endsTheConnection() {
        Intake other = intake(true);
        other.text("x".repeat(40), false);
        intake.text("x".repeat(21), false);
        assertEquals(
                List.of("<1013 no room for a part of a message: too much waits already (lifeline.backlog.max-bytes)>"),
                heard);
        assertEquals(1, counts.count(Limit.BACKLOG));
        assertEquals(80, backlog.bytes());
        other.ended();
        assertEquals(0, backlog.bytes());
    }

    @Test
    void whatComesAfterItsEnd_isDropped() {
        intake.text("x", false);
        intake.ended();
        intake.text("x", false);
        intake.text("y", true);
        assertEquals(List.of(), heard);
        assertEquals(0, backlog.bytes());
    }

    @Test
    void allConnections_areLookedAfterUntilTheyEnd() {
        Intakes intakes = new Intakes(time.wheel());
        intakes.start();
        intakes.add(intake);
        time.pass(Duration.ofSeconds(5));
        received = 100;
        time.pass(Duration.ofSeconds(2));
        assertEquals(1, heard.size());
        Intake other = intake(true);
        intakes.add(other);
        intakes.remove(other);
        received = 1_000;
        time.pass(Duration.ofSeconds(2));
        assertEquals(1, heard.size());
    }

    private Intake intake(boolean counted) {
        IntakeRules rules =
                new IntakeRules(80, Rate.perSecond(10, 20), Rate.perSecond(100, 200), backlog, counts, time.wheel());
        return new Intake(rules, new Noting(), counted ? () -> received : null);
    }

    private final class Noting implements Speaker {
        @Override
        public void heard() {}

        @Override
        public void text(String message) {
            heard.add(message);
        }

        @Override
        public void pong(ByteBuffer data) {
            heard.add("<pong>");
        }

        @Override
        public void close(CloseCode code, String reason) {
            heard.add("<" + code.number() + " " + reason + ">");
        }

        @Override
        public void closed(int code) {}
    }
}
