package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;

/** Good connections that are closed as soon as they are open. */
public final class OpenAndClose extends SimpleAttack {

    private static final int NORMAL = 1000;

    public OpenAndClose() {
        super(
                "open and close",
                "very many good handshakes, one after the other, each closed in order as soon as it is welcomed",
                "each is welcomed and its Close answered");
    }

    @Override
    public void run(Field field) throws IOException {
        for (int i = 0; i < field.size().storm(); i++) {
            try (Wire wire = field.open("passer-" + i % 500)) {
                field.send(wire, Frame.close(NORMAL));
                int code = field.awaitClose(wire);
                field.judge(code == NORMAL || code == 1006, code == NORMAL ? "closed" : "ended", "closed " + code);
            }
        }
    }
}
