package dev.lifeline.attack.wire;

import java.nio.charset.StandardCharsets;

/**
 * A frame from the server (RFC 6455, section 5); nobody compares two.
 *
 * @param opcode -1 for the end of the connection
 */
@SuppressWarnings("ArrayRecordComponent")
public record Arrived(int opcode, byte[] payload) {

    /** No frame: the connection has ended. */
    public static final Arrived END = new Arrived(-1, new byte[0]);

    /** Whether it is text and says this. */
    public boolean says(String text) {
        return opcode == Frame.TEXT && text().equals(text);
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Of a Close frame; 1005 where it has none, 1006 for the end without one. */
    public int closeCode() {
        if (opcode != Frame.CLOSE) {
            return 1006;
        }
        return payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
    }

    /** Whether nothing comes after it. */
    public boolean isLast() {
        return opcode == Frame.CLOSE || opcode < 0;
    }
}
