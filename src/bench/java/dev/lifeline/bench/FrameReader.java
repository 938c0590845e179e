package dev.lifeline.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a server's WebSocket frames (RFC 6455, section 5.2) apart, as they come in pieces, and hands on the text in them.
 * Not thread-safe.
 */
final class FrameReader {

    /** Takes the text of messages, in pieces that may end anywhere, even between the bytes of one character. */
    interface TextSink {

        /**
         * Takes a piece.
         *
         * @param from where it begins; what was left of the piece before comes first
         * @param last whether the message ends with it
         * @return where the part begins that is to come again with the next piece; {@code to} for none
         * @throws IllegalStateException if the text is not what it has to be
         */
        int take(byte[] bytes, int from, int to, boolean last);
    }

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    /** Text on its way to the sink; what all readers of a thread share. */
    static final class Scratch {
        private byte[] bytes = new byte[1 << 20];
        private int length;

        private void append(ByteBuffer in, int count) {
            in.get(bytes, length, count);
            length += count;
        }
    }

    private final Scratch scratch;
    private TextSink sink;

    /** Text that the sink did not take yet. */
    private byte[] rest = {};

    private final byte[] header = new byte[10];
    private int headerLength;
    private int opcode;
    private boolean fin;
    private long payloadLeft;

    FrameReader(Scratch scratch, TextSink sink) {
        this.scratch = scratch;
        this.sink = sink;
    }

    /** Hands the text of later messages to another sink. To be called between messages. */
    void sink(TextSink next) {
        sink = next;
    }

    /** Takes all bytes that are in the buffer, at most half of what {@link Scratch} holds. */
    void read(ByteBuffer in) {
        System.arraycopy(rest, 0, scratch.bytes, 0, rest.length);
        scratch.length = rest.length;
        while (in.hasRemaining()) {
            if (payloadLeft == 0) {
                header[headerLength++] = in.get();
                if (headerLength < headerSize()) {
                    continue;
                }
                begin();
            }
            int count = (int) Math.min(payloadLeft, in.remaining());
            payloadLeft -= count;
            if (opcode == TEXT || opcode == CONTINUATION) {
                scratch.append(in, count);
                if (payloadLeft == 0 && fin) {
                    hand(true);
                }
            } else if (opcode == CLOSE) {
                throw new IllegalStateException("the server closed the connection: "
                        + StandardCharsets.UTF_8.decode(in.slice(in.position(), count)));
            } else {
                in.position(in.position() + count);
            }
        }
        hand(false);
        rest = Arrays.copyOf(scratch.bytes, scratch.length);
    }

    private void hand(boolean last) {
        if (scratch.length == 0 && !last) {
            return;
        }
        int left = sink.take(scratch.bytes, 0, scratch.length, last);
        int length = scratch.length - left;
        if (last && length > 0) {
            throw new IllegalStateException("a message ends with " + length + " bytes too many");
        }
        System.arraycopy(scratch.bytes, left, scratch.bytes, 0, length);
        scratch.length = length;
    }

    private int headerSize() {
        if (headerLength < 2) {
            return 2;
        }
        return switch (header[1] & 0x7F) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private void begin() {
        fin = (header[0] & 0x80) != 0;
        opcode = header[0] & 0x0F;
        boolean known = opcode == TEXT || opcode == CONTINUATION || opcode == CLOSE || opcode == PING || opcode == PONG;
        if (!known || (header[0] & 0x70) != 0 || (header[1] & 0x80) != 0) {
            throw new IllegalStateException("a frame that no server may send: " + (header[0] & 0xFF));
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        payloadLeft = switch (headerLength) {
            case 4 -> bytes.getShort(2) & 0xFFFF;
            case 10 -> bytes.getLong(2);
            default -> header[1];
        };
        headerLength = 0;
    }
}
