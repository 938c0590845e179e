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

    /** Plain text on both levels; never part of an array. */
    public static final Frame PONG = new Frame("pong", false);

    private final byte[] utf8;
    private final boolean json;

    private Frame(String text, boolean json) {
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
        this.json = json;
    }

    /** A frame that holds one JSON object. */
    public static Frame json(String object) {
        return new Frame(object, true);
    }

    /** The payload as it goes out: not a copy. */
    public byte[] utf8() {
        return utf8;
    }

    /** The length in bytes. */
    public int bytes() {
        return utf8.length;
    }

    /** Whether frames like this one may be joined into an array. */
    public boolean joins() {
        return json;
    }

    /** The payload as text. */
    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
