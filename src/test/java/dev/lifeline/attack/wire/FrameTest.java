package dev.lifeline.attack.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of RFC 6455's own examples (section 5.7), and of frames as nobody should send them. */
class FrameTest {

    @Test
    void maskedText_isTheExampleOfTheRfc() {
        assertEquals("818537fa213d7f9f4d5158", hex(Frame.text("Hello")));
    }

    @Test
    void unmaskedParts_areTheExampleOfTheRfc() {
        assertEquals("010348656c", hex(Frame.text("Hel").unfinished().unmasked()));
        assertEquals(
                "80026c6f",
                hex(Frame.of(Frame.CONTINUATION, new byte[] {'l', 'o'}).unmasked()));
    }

    @Test
    void lengths_takeTheShortestForm() {
        assertArrayEquals(HexFormat.of().parseHex("827e0100"), head(Frame.of(Frame.BINARY, new byte[256]), 4));
        assertArrayEquals(
                HexFormat.of().parseHex("827f0000000000010000"), head(Frame.of(Frame.BINARY, new byte[65_536]), 10));
    }

    @Test
    void lengths_canLie() {
        assertEquals(
                "897e0001" + "00",
                hex(Frame.of(Frame.PING, new byte[1]).longForm(2).unmasked()));
        assertEquals(
                "817f8000000000000000",
                hex(Frame.text("").declaring(Long.MIN_VALUE).unmasked()));
    }

    @Test
    void reservedBits_areThoseBehindTheFirst() {
        assertEquals("c100", hex(Frame.text("").reserved(4).unmasked()));
        assertEquals("9100", hex(Frame.text("").reserved(1).unmasked()));
    }

    @Test
    void closeFrame_beginsWithItsCode() {
        assertEquals(
                "8803" + "03e9" + "78", hex(Frame.close(1001, new byte[] {'x'}).unmasked()));
    }

    private static String hex(Frame frame) {
        return HexFormat.of().formatHex(frame.bytes());
    }

    private static byte[] head(Frame frame, int length) {
        return Arrays.copyOf(frame.unmasked().bytes(), length);
    }
}
