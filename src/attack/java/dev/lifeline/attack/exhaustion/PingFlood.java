package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Arrived;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;

/** As many Pings as answers come. */
public final class PingFlood extends SimpleAttack {

    private static final int CONNECTIONS = 10;
    private static final int AT_ONCE = 100;

    public PingFlood() {
        super(
                "Ping flood",
                "10 connections send Pings in hundreds, the next as soon as all Pongs came",
                "every Ping is answered, or the connection is closed 4005");
    }

    @Override
    public void run(Field field) throws IOException {
        byte[] pings = Floods.frames(Frame.of(Frame.PING, new byte[20]), AT_ONCE);
        try (Crowd crowd = Crowd.of(CONNECTIONS, number -> field.open(Field.MALLORY))) {
            int rounds = field.size().frames() / CONNECTIONS / AT_ONCE;
            for (Wire wire : crowd.wires()) {
                int answered = 0;
                for (int round = 0; round < rounds && answered >= 0; round++) {
                    field.tally().frames(AT_ONCE);
                    answered = Floods.isWritten(wire, pings) && pongs(field, wire) ? answered + AT_ONCE : -1;
                }
                field.tally().outcome(answered < 0 ? "closed" : "answered");
            }
        }
    }

    private static boolean pongs(Field field, Wire wire) throws IOException {
        int pongs = 0;
        while (pongs < AT_ONCE) {
            Arrived frame = wire.read(Wire.PATIENCE);
            if (frame.isLast()) {
                field.judge(Floods.isTooFast(frame), "closed " + frame.closeCode(), "a flood");
                return false;
            }
            if (frame.opcode() == Frame.PONG) {
                pongs++;
            }
        }
        return true;
    }
}
