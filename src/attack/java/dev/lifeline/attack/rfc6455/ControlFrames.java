package dev.lifeline.attack.rfc6455;

import static dev.lifeline.attack.rfc6455.FrameCase.PROTOCOL_ERROR;
import static dev.lifeline.attack.rfc6455.FrameCase.fails;
import static dev.lifeline.attack.rfc6455.FrameCase.served;

import dev.lifeline.attack.wire.Frame;
import java.util.ArrayList;
import java.util.List;

/** RFC 6455, section 5.5: control frames are whole and have 125 bytes at most. */
public final class ControlFrames extends FrameAttack {

    public ControlFrames() {
        super(
                "control frames (5.5)",
                "Ping, Pong and Close in parts, and with 126, 1,000 and 70,000 bytes; with 0 and 125 bytes",
                "closed 1002; up to 125 bytes are served");
    }

    @Override
    List<FrameCase> cases() {
        List<FrameCase> cases = new ArrayList<>();
        for (int opcode : List.of(Frame.PING, Frame.PONG, Frame.CLOSE)) {
            cases.add(fails(
                    "unfinished " + opcode,
                    PROTOCOL_ERROR,
                    Frame.of(opcode, new byte[0]).unfinished()));
            cases.add(fails(
                    "unfinished " + opcode + " inside a message",
                    PROTOCOL_ERROR,
                    Frame.text("pi").unfinished(),
                    Frame.of(opcode, new byte[2]).unfinished()));
            for (int length : List.of(126, 1_000)) {
                cases.add(fails(opcode + " of " + length, PROTOCOL_ERROR, Frame.of(opcode, new byte[length])));
            }
            cases.add(fails(
                    opcode + " that says 70,000",
                    PROTOCOL_ERROR,
                    Frame.of(opcode, new byte[0]).declaring(70_000)));
        }
        for (int opcode : List.of(Frame.PING, Frame.PONG)) {
            cases.add(served("empty " + opcode, Frame.of(opcode, new byte[0])));
            cases.add(served(opcode + " of 125", Frame.of(opcode, new byte[125])));
        }
        return cases;
    }
}
