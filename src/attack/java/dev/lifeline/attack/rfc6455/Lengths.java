package dev.lifeline.attack.rfc6455;

import static dev.lifeline.attack.rfc6455.FrameCase.PROTOCOL_ERROR;
import static dev.lifeline.attack.rfc6455.FrameCase.TOO_LARGE;
import static dev.lifeline.attack.rfc6455.FrameCase.fails;
import static dev.lifeline.attack.rfc6455.FrameCase.served;

import dev.lifeline.attack.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** RFC 6455, section 5.2: lengths of 7, 16 and 64 bits, up to more than any message may have. */
public final class Lengths extends FrameAttack {

    /** Enough to see that a message is too large for {@code lifeline.max-message-size}, 64k. */
    private static final byte[] MUCH = "x".repeat(70_000).getBytes(StandardCharsets.US_ASCII);

    public Lengths() {
        super(
                "lengths (5.2)",
                "lengths in a longer form than they need; 2^31, 2^32 and 2^63-1 bytes announced; 2^63 and more",
                "served, or closed 1002; closed 1009 past lifeline.max-message-size; closed 1002 from 2^63 on");
    }

    @Override
    List<FrameCase> cases() {
        return List.of(
                served("4 in 16 bits", Frame.text("ping").longForm(2)),
                served("4 in 64 bits", Frame.text("ping").longForm(8)),
                served("0 in 64 bits", Frame.text("").longForm(8)),
                served("Ping of 4 in 16 bits", Frame.of(Frame.PING, new byte[4]).longForm(2)),
                served("126", Frame.text(" ".repeat(126))),
                served("65,535", Frame.text(" ".repeat(65_535))),
                fails("70,000", TOO_LARGE, Frame.of(Frame.TEXT, MUCH)),
                fails("2^31", TOO_LARGE, Frame.of(Frame.TEXT, MUCH).declaring(1L << 31)),
                fails("2^32", TOO_LARGE, Frame.of(Frame.TEXT, MUCH).declaring(1L << 32)),
                fails("2^63-1", TOO_LARGE, Frame.of(Frame.TEXT, MUCH).declaring(Long.MAX_VALUE)),
                fails("2^63", PROTOCOL_ERROR, Frame.text("").declaring(Long.MIN_VALUE)),
                fails("2^64-1", PROTOCOL_ERROR, Frame.text("").declaring(-1)),
                fails(
                        "a Ping of 2^63",
                        PROTOCOL_ERROR,
                        Frame.of(Frame.PING, new byte[0]).declaring(Long.MIN_VALUE)));
    }
}
