package dev.lifeline.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys of several parts, as bytes whose unsigned order is the order of the parts. Numbers must not be negative. */
final class Keys {

    private Keys() {}

    static byte[] of(long a, long b) {
        return ByteBuffer.allocate(16).putLong(a).putLong(b).array();
    }

    static byte[] of(long a, long b, long c) {
        return ByteBuffer.allocate(24).putLong(a).putLong(b).putLong(c).array();
    }

    static byte[] of(long a, String b) {
        byte[] text = b.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length).putLong(a).put(text).array();
    }

    /**
     * @param a may contain anything: its length stands in front
     * @param b likewise
     */
    static String of(String a, String b) {
        return a.length() + ":" + a + b;
    }

    /** The number at a place, counted in numbers. */
    static long part(byte[] key, int place) {
        return ByteBuffer.wrap(key).getLong(8 * place);
    }
}
