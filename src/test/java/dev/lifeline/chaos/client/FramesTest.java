package dev.lifeline.chaos.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static byte[] frame(int length) {
        ByteBuffer frame = ByteBuffer.allocate(10 + length).put((byte) (0x80 | Frames.TEXT));
        if (length < 126) {
            frame.put((byte) length);
        } else if (length < 1 << 16) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) length);
        return Arrays.copyOf(frame.put(payload).array(), frame.position());
    }

    @Test
    void framesOfAllLengths_areCutOutWhereverAReadEnds() throws IOException {
        int[] lengths = {0, 1, 125, 126, 127, 65_535, 65_536, 3};
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int length : lengths) {
            stream.writeBytes(frame(length));
        }
        byte[] all = stream.toByteArray();
        for (int piece : new int[] {1, 2, 3, 1_000, all.length}) {
            Frames frames = new Frames();
            int next = 0;
            for (int from = 0; from < all.length; from += piece) {
                ByteArrayInputStream in = new ByteArrayInputStream(all, from, Math.min(piece, all.length - from));
                while (in.available() > 0) {
                    frames.fill(in);
                    for (Frames.Frame frame = frames.next(); frame != null; frame = frames.next()) {
                        byte[] expected = new byte[lengths[next]];
                        Arrays.fill(expected, (byte) lengths[next]);
                        assertArrayEquals(expected, frame.payload());
                        next++;
                    }
                }
            }
            assertEquals(lengths.length, next, "in pieces of " + piece);
            assertNull(frames.next());
        }
    }

    @Test
    void endOfTheStream_isTold() {
        assertThrows(LinkEndedException.class, () -> new Frames().fill(new ByteArrayInputStream(new byte[0])));
    }
}
