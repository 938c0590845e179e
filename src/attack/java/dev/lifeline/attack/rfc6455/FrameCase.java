package dev.lifeline.attack.rfc6455;

import dev.lifeline.attack.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is written to an open connection, and what has to come of it; nobody compares two.
 *
 * @param pieces each in a segment of its own
 * @param codes of the Close frame that has to come; empty if the connection has to be served on
 */
@SuppressWarnings("ArrayRecordComponent")
record FrameCase(String name, byte[][] pieces, Set<Integer> codes) {

    static final int PROTOCOL_ERROR = 1002;
    static final int NOT_UTF8 = 1007;
    static final int TOO_LARGE = 1009;

    /** The connection fails with this code, or one of these where the RFC leaves the choice. */
    static FrameCase fails(String name, int code, Frame... frames) {
        return new FrameCase(name, bytes(frames), Set.of(code));
    }

    /** The connection stays, and what comes after this is answered. */
    static FrameCase served(String name, Frame... frames) {
        return new FrameCase(name, bytes(frames), Set.of());
    }

    FrameCase orFails(int code) {
        Set<Integer> more = new TreeSet<>(codes);
        more.add(code);
        return new FrameCase(name, pieces, more);
    }

    /** All in one segment. */
    FrameCase joined() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            whole.writeBytes(piece);
        }
        return new FrameCase(name, new byte[][] {whole.toByteArray()}, codes);
    }

    private static byte[][] bytes(Frame... frames) {
        return Arrays.stream(frames).map(Frame::bytes).toArray(byte[][]::new);
    }
}
