package dev.lifeline.attack.rfc6455;

import static dev.lifeline.attack.rfc6455.FrameCase.PROTOCOL_ERROR;
import static dev.lifeline.attack.rfc6455.FrameCase.fails;
import static dev.lifeline.attack.rfc6455.FrameCase.served;

import dev.lifeline.attack.wire.Frame;
import java.util.List;

/** RFC 6455, section 5.4: the parts of a message come in order, with nothing but control frames in between. */
public final class Fragments extends FrameAttack {

    private static final Frame START = Frame.text("pi").unfinished();
    private static final Frame END = Frame.of(Frame.CONTINUATION, new byte[] {'n', 'g'});
    private static final Frame EMPTY = Frame.of(Frame.CONTINUATION, new byte[0]);

    public Fragments() {
        super(
                "fragments (5.4)",
                "continuations of nothing, new messages inside unfinished ones; Pings, Pongs and empty parts in between",
                "closed 1002; control frames and empty parts are served");
    }

    @Override
    List<FrameCase> cases() {
        return List.of(
                fails("a continuation first", PROTOCOL_ERROR, END),
                fails("an unfinished continuation first", PROTOCOL_ERROR, END.unfinished()),
                fails("a continuation after a whole message", PROTOCOL_ERROR, Frame.text("ping"), END),
                fails("a continuation after the last", PROTOCOL_ERROR, START, END, END),
                fails("text inside text", PROTOCOL_ERROR, START, Frame.text("ping")),
                fails("unfinished text inside text", PROTOCOL_ERROR, START, START),
                fails("binary inside text", PROTOCOL_ERROR, START, Frame.of(Frame.BINARY, new byte[1])),
                served("two parts", START, END),
                served("a Ping in between", START, Frame.of(Frame.PING, new byte[] {1}), END),
                served("a Pong in between", START, Frame.of(Frame.PONG, new byte[] {1}), END),
                served("empty parts", Frame.text("").unfinished(), EMPTY.unfinished(), EMPTY.unfinished(), EMPTY));
    }
}
