package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Arrived;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Messages of which only the end is missing, held open by many. */
public final class UnfinishedMessages extends SimpleAttack {

    private static final byte[] NEARLY_ALL = "x".repeat(60_000).getBytes(StandardCharsets.US_ASCII);

    public UnfinishedMessages() {
        super(
                "unfinished messages",
                "many connections send 60,000 bytes of a message each and never its end, answer Pings, and end anyhow",
                "kept while they are alive, or closed 1013 by lifeline.backlog.max-bytes");
    }

    @Override
    public void run(Field field) throws IOException {
        try (Crowd crowd = Crowd.of(field.size().crowd(), number -> field.open("hoarder-" + number))) {
            for (Wire wire : crowd.wires()) {
                field.send(wire, Frame.of(Frame.TEXT, NEARLY_ALL).unfinished());
            }
            crowd.keep(field.size().held(), Duration.ofSeconds(1), wire -> answer(field, wire));
            for (Wire wire : crowd.wires()) {
                field.tally().outcome(isAlive(field, wire) ? "kept" : "closed");
            }
            crowd.leaveAnyhow();
        }
    }

    private static void answer(Field field, Wire wire) throws IOException {
        field.send(wire, Frame.of(Frame.PONG, new byte[0]));
    }

    private static boolean isAlive(Field field, Wire wire) throws IOException {
        if (!Floods.isWritten(wire, Frame.of(Frame.PING, new byte[0]).bytes())) {
            return false;
        }
        Arrived frame = wire.read(Wire.PATIENCE);
        while (frame.opcode() != Frame.PONG && !frame.isLast()) {
            frame = wire.read(Wire.PATIENCE);
        }
        if (frame.opcode() == Frame.CLOSE && frame.closeCode() != 1013) {
            field.tally().failed("closed " + frame.closeCode());
        }
        return !frame.isLast();
    }
}
