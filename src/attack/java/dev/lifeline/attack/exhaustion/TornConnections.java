package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.util.Arrays;

/** Connections that end in the middle of everything. */
public final class TornConnections extends SimpleAttack {

    public TornConnections() {
        super(
                "torn connections",
                "connections that end anyhow, by FIN of one side, of both, or RST, in the middle of the handshake, right"
                        + " after it, in the middle of a frame, and of a message",
                "gone, and nothing of them left");
    }

    @Override
    public void run(Field field) throws IOException {
        byte[] handshake = field.handshake(Field.MALLORY).bytes();
        byte[] frame = Frame.text("{\"type\":\"nothing\"}").bytes();
        int each = field.size().crowd() / 4;
        try (Crowd crowd = Crowd.of(each, number -> {
            Wire wire = field.connect();
            wire.write(Arrays.copyOf(handshake, 1 + number * 7 % (handshake.length - 1)));
            return wire;
        })) {
            crowd.leaveAnyhow();
        }
        try (Crowd crowd = Crowd.of(each, number -> {
            Wire wire = field.connect();
            wire.write(handshake);
            return wire;
        })) {
            crowd.leaveAnyhow();
        }
        try (Crowd crowd = Crowd.of(each, number -> {
            Wire wire = field.open(Field.MALLORY);
            wire.write(Arrays.copyOf(frame, 1 + number % (frame.length - 1)));
            return wire;
        })) {
            crowd.leaveAnyhow();
        }
        try (Crowd crowd = Crowd.of(each, number -> {
            Wire wire = field.open(Field.MALLORY);
            field.send(wire, Frame.text("half").unfinished());
            return wire;
        })) {
            crowd.leaveAnyhow();
        }
        field.tally().outcome("torn");
    }
}
