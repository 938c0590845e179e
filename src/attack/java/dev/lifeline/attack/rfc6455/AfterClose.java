package dev.lifeline.attack.rfc6455;

import static dev.lifeline.attack.rfc6455.FrameCase.fails;

import dev.lifeline.attack.wire.Frame;
import java.util.List;

/** RFC 6455, sections 1.4 and 5.5.1: after a Close frame there is nothing more to say. */
public final class AfterClose extends FrameAttack {

    /** Would be answered with {@code refused}. */
    private static final Frame NONSENSE = Frame.text("nonsense");

    public AfterClose() {
        super(
                "frames after Close (5.5.1)",
                "text, parts of a message, Pings, a second Close and garbage behind a Close frame in the same segment",
                "the Close is answered, and nothing after it");
    }

    @Override
    List<FrameCase> cases() {
        return List.of(
                fails("text", 1000, Frame.close(1000), NONSENSE).joined(),
                fails("a part", 1000, Frame.close(1000), NONSENSE.unfinished()).joined(),
                fails("a Ping", 1000, Frame.close(1000), Frame.of(Frame.PING, new byte[5]))
                        .joined(),
                fails("a Close", 1000, Frame.close(1000), Frame.close(1001)).joined(),
                fails(
                                "an unmasked frame",
                                1000,
                                Frame.close(1000),
                                Frame.text("ping").unmasked())
                        .joined(),
                fails("inside a message", 1001, Frame.text("pi").unfinished(), Frame.close(1001), NONSENSE)
                        .joined());
    }
}
