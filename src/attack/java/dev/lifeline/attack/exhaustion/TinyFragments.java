package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Arrived;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Messages that cost much more frames than they have content. */
public final class TinyFragments extends SimpleAttack {

    private static final int AT_ONCE = 1_000;

    public TinyFragments() {
        super("tiny fragments", "messages in parts of one byte, and in parts of none", "served, or closed 4005");
    }

    @Override
    public void run(Field field) throws IOException {
        for (int bytes = 0; bytes <= 1; bytes++) {
            try (Wire wire = field.open(Field.MALLORY)) {
                field.send(wire, Frame.text(" ").unfinished());
                byte[] parts = Floods.frames(
                        Frame.of(Frame.CONTINUATION, " ".repeat(bytes).getBytes(StandardCharsets.US_ASCII))
                                .unfinished(),
                        AT_ONCE);
                boolean open = true;
                for (int sent = 0; sent < Math.min(60_000, field.size().frames()) && open; sent += AT_ONCE) {
                    field.tally().frames(AT_ONCE);
                    open = Floods.isWritten(wire, parts);
                }
                Frame end = Frame.of(Frame.CONTINUATION, new byte[0]);
                if (open && Floods.isWritten(wire, end.bytes()) && field.isServed(wire)) {
                    field.tally().outcome("served");
                    continue;
                }
                Arrived frame = wire.read(Wire.PATIENCE);
                while (!frame.isLast()) {
                    frame = wire.read(Wire.PATIENCE);
                }
                field.judge(Floods.isTooFast(frame), "closed " + frame.closeCode(), "parts of " + bytes);
            }
        }
    }
}
