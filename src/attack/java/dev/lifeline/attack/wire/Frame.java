package dev.lifeline.attack.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame of a client (RFC 6455, section 5.2), right until it is told otherwise: final, masked, its length in the
 * shortest form. Immutable.
 */
public final class Frame {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private final int first;
    private final byte[] payload;
    private final Integer mask;
    private final int lengthBytes;
    private final long length;

    private Frame(int first, byte[] payload, Integer mask, int lengthBytes, long length) {
        this.first = first;
        this.payload = payload;
        this.mask = mask;
        this.lengthBytes = lengthBytes;
        this.length = length;
    }

    public static Frame of(int opcode, byte[] payload) {
        return new Frame(FINAL | opcode, payload, 0x37FA213D, lengthBytes(payload.length), payload.length);
    }

    public static Frame text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param reason bytes that are to be UTF-8 */
    public static Frame close(int code, byte[] reason) {
        return of(
                CLOSE,
                ByteBuffer.allocate(2 + reason.length)
                        .putShort((short) code)
                        .put(reason)
                        .array());
    }

    public static Frame close(int code) {
        return close(code, new byte[0]);
    }

    private static int lengthBytes(long length) {
        return length < 126 ? 0 : length <= 0xFFFF ? 2 : 8;
    }

    /** More of its message is to follow. */
    public Frame unfinished() {
        return new Frame(first & ~FINAL, payload, mask, lengthBytes, length);
    }

    /** @param bits of RSV1 to RSV3, from 4 to 1 */
    public Frame reserved(int bits) {
        return new Frame(first | bits << 4, payload, mask, lengthBytes, length);
    }

    public Frame unmasked() {
        return new Frame(first, payload, null, lengthBytes, length);
    }

    public Frame masked(int key) {
        return new Frame(first, payload, key, lengthBytes, length);
    }

    /** The length in 2 or 8 bytes, even where fewer would do. */
    public Frame longForm(int bytes) {
        return new Frame(first, payload, mask, bytes, length);
    }

    /** Tells another length than that of what follows; in 8 bytes. */
    public Frame declaring(long other) {
        return new Frame(first, payload, mask, 8, other);
    }

    /** As it goes over the network. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(2 + lengthBytes + (mask == null ? 0 : 4) + payload.length);
        bytes.put((byte) first);
        bytes.put((byte)
                ((mask == null ? 0 : MASKED) | (lengthBytes == 0 ? (int) length : lengthBytes == 2 ? 126 : 127)));
        if (lengthBytes == 2) {
            bytes.putShort((short) length);
        } else if (lengthBytes == 8) {
            bytes.putLong(length);
        }
        if (mask == null) {
            return bytes.put(payload).array();
        }
        bytes.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            bytes.put((byte) (payload[i] ^ mask >>> 24 - 8 * (i % 4)));
        }
        return bytes.array();
    }
}
