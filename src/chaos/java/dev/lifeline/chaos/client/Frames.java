package dev.lifeline.chaos.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Frames of RFC 6455, section 5, cut out of the bytes that arrive, at whatever boundary a read ends. */
final class Frames {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FINAL = 0x80;

    /** One frame as it came; nobody compares two. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int opcode, boolean last, byte[] payload) {}

    private byte[] buffer = new byte[8_192];
    private int start;
    private int end;

    /** Reads once what is there. */
    void fill(InputStream in) throws IOException {
        if (end == buffer.length) {
            byte[] target = end - start > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, start, target, 0, end - start);
            end -= start;
            start = 0;
            buffer = target;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new LinkEndedException("end");
        }
        end += read;
    }

    /** The next frame, null if it is not whole yet. */
    Frame next() {
        int available = end - start;
        if (available < 2) {
            return null;
        }
        long length = buffer[start + 1] & 0x7F;
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (available < head) {
            return null;
        }
        if (head > 2) {
            length = 0;
            for (int i = 2; i < head; i++) {
                length = (length << 8) | (buffer[start + i] & 0xFF);
            }
        }
        if (available - head < length) {
            return null;
        }
        int first = buffer[start] & 0xFF;
        int from = start + head;
        start = (int) (from + length);
        return new Frame(first & 0x0F, (first & FINAL) != 0, Arrays.copyOfRange(buffer, from, start));
    }

    /** A whole frame of a client, masked with zeros: what it holds is for reading in a trace. */
    static byte[] masked(int opcode, byte[] payload) {
        int more = payload.length < 126 ? 0 : 2;
        if (payload.length > 0xFFFF) {
            throw new IllegalArgumentException(payload.length + " bytes");
        }
        byte[] frame = new byte[6 + more + payload.length];
        frame[0] = (byte) (FINAL | opcode);
        frame[1] = (byte) (0x80 | (more == 0 ? payload.length : 126));
        if (more > 0) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, 6 + more, payload.length);
        return frame;
    }

    static byte[] text(String text) {
        return masked(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
