package dev.lifeline.attack.rfc6455;

import static dev.lifeline.attack.rfc6455.FrameCase.PROTOCOL_ERROR;
import static dev.lifeline.attack.rfc6455.FrameCase.fails;

import dev.lifeline.attack.wire.Frame;
import java.util.ArrayList;
import java.util.List;

/** RFC 6455, section 5.2: opcodes that mean nothing; and binary frames, which this server does not speak. */
public final class Opcodes extends FrameAttack {

    private static final int UNSUPPORTED = 1003;

    public Opcodes() {
        super(
                "opcodes (5.2)",
                "the reserved opcodes 3 to 7 and 11 to 15, empty, with a payload and unfinished; binary messages",
                "closed 1002; binary closed 1003");
    }

    @Override
    List<FrameCase> cases() {
        List<FrameCase> cases = new ArrayList<>();
        for (int opcode : List.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)) {
            cases.add(fails("empty " + opcode, PROTOCOL_ERROR, Frame.of(opcode, new byte[0])));
            cases.add(fails("opcode " + opcode, PROTOCOL_ERROR, Frame.of(opcode, new byte[20])));
            cases.add(fails(
                    "unfinished " + opcode,
                    PROTOCOL_ERROR,
                    Frame.of(opcode, new byte[1]).unfinished()));
        }
        cases.add(fails("binary", UNSUPPORTED, Frame.of(Frame.BINARY, new byte[] {1, 2, 3})));
        cases.add(fails("empty binary", UNSUPPORTED, Frame.of(Frame.BINARY, new byte[0])));
        cases.add(fails(
                "unfinished binary",
                UNSUPPORTED,
                Frame.of(Frame.BINARY, new byte[300]).unfinished()));
        return cases;
    }
}
