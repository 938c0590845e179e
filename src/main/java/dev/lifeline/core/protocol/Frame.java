package dev.lifeline.core.protocol;

import java.nio.charset.StandardCharsets;

/**
 * One encoded message, ready for any number of receivers. Immutable: the bytes are shared by all of them and must not be
 * changed.
 *
 * <p>The bytes are always valid UTF-8: half a surrogate pair, which would end an innocent receiver's connection, has
 * become a question mark.
 */
public final class Frame {

    private static final byte[] NO_HEAD = {};

    /** Plain text on both levels; never part of an array. */
    public static final Frame PONG = new Frame(NO_HEAD, bytesOf("pong"), false);

    /** Stands in for the first byte of the body: the brace and a number, so that receivers share all the rest. */
    private final byte[] head;

    private final byte[] body;
    private final boolean json;

    private Frame(byte[] head, byte[] body, boolean json) {
        this.head = head;
        this.body = body;
        this.json = json;
    }

    /** A frame that holds one JSON object. */
    public static Frame json(String object) {
        return new Frame(NO_HEAD, bytesOf(object), true);
    }

    /** A frame that holds one JSON object with at least one field, its brace first; the bytes are not copied. */
    public static Frame json(byte[] object) {
        return new Frame(NO_HEAD, object, true);
    }

    /** The same object with its number in the user's stream as its first field. */
    public Frame withSeq(long seq) {
        return new Frame(bytesOf("{\"seq\":" + seq + ","), body, json);
    }

    /** The same object with its number in the stream of broadcasts as its first field. */
    public Frame withAll(long all) {
        return new Frame(bytesOf("{\"all\":" + all + ","), body, json);
    }

    /** The payload as it goes out; to be read only. */
    public byte[] utf8() {
        if (head.length == 0) {
            return body;
        }
        byte[] whole = new byte[bytes()];
        writeTo(whole, 0);
        return whole;
    }

    /** The bytes that all frames made from the same message share, whatever their numbers; to be read only. */
    public byte[] shared() {
        return body;
    }

    /** The length in bytes. */
    public int bytes() {
        return head.length == 0 ? body.length : head.length + body.length - 1;
    }

    /**
     * Copies the payload.
     *
     * @return the index behind it
     */
    public int writeTo(byte[] target, int at) {
        int skipped = head.length == 0 ? 0 : 1;
        System.arraycopy(head, 0, target, at, head.length);
        System.arraycopy(body, skipped, target, at + head.length, body.length - skipped);
        return at + bytes();
    }

    /** Whether frames like this one may be joined into an array. */
    public boolean joins() {
        return json;
    }

    /** The payload as text. */
    @Override
    public String toString() {
        return new String(utf8(), StandardCharsets.UTF_8);
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
