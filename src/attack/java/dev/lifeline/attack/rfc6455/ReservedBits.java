package dev.lifeline.attack.rfc6455;

import static dev.lifeline.attack.rfc6455.FrameCase.PROTOCOL_ERROR;
import static dev.lifeline.attack.rfc6455.FrameCase.fails;

import dev.lifeline.attack.wire.Frame;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** RFC 6455, section 5.2: RSV1 to RSV3 are 0 unless an extension was agreed on, and none ever is. */
public final class ReservedBits extends FrameAttack {

    public ReservedBits() {
        super(
                "reserved bits (5.2)",
                "each of RSV1 to RSV3, alone and together, on text, Ping and Close",
                "closed 1002");
    }

    @Override
    List<FrameCase> cases() {
        return IntStream.rangeClosed(1, 7)
                .boxed()
                .flatMap(bits -> Stream.of(
                        fails(
                                "text with " + bits,
                                PROTOCOL_ERROR,
                                Frame.text("ping").reserved(bits)),
                        fails(
                                "Ping with " + bits,
                                PROTOCOL_ERROR,
                                Frame.of(Frame.PING, new byte[2]).reserved(bits)),
                        fails(
                                "Close with " + bits,
                                PROTOCOL_ERROR,
                                Frame.close(1000).reserved(bits))))
                .toList();
    }
}
