package dev.lifeline.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The message that is pushed: JSON of a fixed length with a number in it, so that a reader can tell a lost, repeated,
 * overtaken or damaged one. Immutable.
 */
final class BenchMessage {

    private static final String HEAD = "{\"type\":\"bench\",\"n\":";
    private static final int DIGITS = 10;

    /** The number of the first message: all have the same number of digits. */
    private static final int FIRST = 1_000_000_000;

    private final byte[] head;
    private final byte[] tail;
    private final String tailText;

    /** @param bytes the length of each message */
    BenchMessage(int bytes) {
        String before = ",\"text\":\"";
        String after = "\"}";
        int padding = bytes - HEAD.length() - DIGITS - before.length() - after.length();
        if (padding < 0) {
            throw new IllegalArgumentException(bytes + " bytes are too few for a message");
        }
        tailText = before + "x".repeat(padding) + after;
        head = HEAD.getBytes(StandardCharsets.US_ASCII);
        tail = tailText.getBytes(StandardCharsets.US_ASCII);
    }

    int length() {
        return head.length + DIGITS + tail.length;
    }

    /**
     * The text of a message.
     *
     * @param number from 0
     */
    String text(int number) {
        return HEAD + (FIRST + number) + tailText;
    }

    /** Whether exactly this message stands in {@code bytes} at {@code from}; there are enough bytes. */
    boolean standsAt(byte[] bytes, int from, int number) {
        int digits = from + head.length;
        int rest = digits + DIGITS;
        int value = 0;
        for (int i = digits; i < rest; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value == FIRST + number
                && Arrays.equals(bytes, from, digits, head, 0, head.length)
                && Arrays.equals(bytes, rest, rest + tail.length, tail, 0, tail.length);
    }
}
