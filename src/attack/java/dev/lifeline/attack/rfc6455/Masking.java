package dev.lifeline.attack.rfc6455;

import static dev.lifeline.attack.rfc6455.FrameCase.PROTOCOL_ERROR;
import static dev.lifeline.attack.rfc6455.FrameCase.fails;
import static dev.lifeline.attack.rfc6455.FrameCase.served;

import dev.lifeline.attack.wire.Frame;
import java.util.List;

/** RFC 6455, section 5.1: a client masks every frame. */
public final class Masking extends FrameAttack {

    public Masking() {
        super(
                "masking (5.1)",
                "frames of every kind without a mask; masks of zeros and of ones",
                "closed 1002 without a mask; any mask is served");
    }

    @Override
    List<FrameCase> cases() {
        return List.of(
                fails("text", PROTOCOL_ERROR, Frame.text("ping").unmasked()),
                fails("empty text", PROTOCOL_ERROR, Frame.text("").unmasked()),
                fails(
                        "binary",
                        PROTOCOL_ERROR,
                        Frame.of(Frame.BINARY, new byte[3]).unmasked()),
                fails("Ping", PROTOCOL_ERROR, Frame.of(Frame.PING, new byte[0]).unmasked()),
                fails("Pong", PROTOCOL_ERROR, Frame.of(Frame.PONG, new byte[8]).unmasked()),
                fails("Close", PROTOCOL_ERROR, Frame.close(1000).unmasked()),
                fails(
                        "the rest of a message",
                        PROTOCOL_ERROR,
                        Frame.text("pi").unfinished(),
                        Frame.of(Frame.CONTINUATION, new byte[] {'n', 'g'}).unmasked()),
                served("zeros", Frame.text("ping").masked(0)),
                served("ones", Frame.text("ping").masked(-1)));
    }
}
