package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.wire.Arrived;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What floods have in common. Stateless. */
final class Floods {

    /** {@code lifeline.rate.*}. */
    private static final int TOO_FAST = 4005;

    private Floods() {}

    /** The same frame so many times, in one piece. */
    static byte[] frames(Frame frame, int times) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        byte[] bytes = frame.bytes();
        for (int i = 0; i < times; i++) {
            frames.writeBytes(bytes);
        }
        return frames.toByteArray();
    }

    /** Writes; false where the connection has ended. */
    static boolean isWritten(Wire wire, byte[] bytes) {
        try {
            wire.write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a connection ended as one that goes too fast; the Close frame may be lost where the end crosses a write. */
    static boolean isTooFast(Arrived last) {
        return last.closeCode() == TOO_FAST || last.opcode() < 0;
    }
}
