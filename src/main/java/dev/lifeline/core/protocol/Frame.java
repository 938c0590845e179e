package dev.lifeline.core.protocol;

/**
 * One encoded message, ready for any number of receivers. Immutable.
 *
 * <p>The text is always well-formed Unicode: an unpaired surrogate, which no UTF-8 encoder can write and which would
 * end an innocent receiver's connection, is replaced by U+FFFD.
 */
public final class Frame {

    /** Plain text on both levels; never part of an array. */
    public static final Frame PONG = new Frame("pong", false);

    private final String text;
    private final int bytes;
    private final boolean json;

    private Frame(String text, boolean json) {
        this.text = text;
        this.bytes = Utf8.length(text);
        this.json = json;
    }

    /** A frame that holds one JSON object. */
    public static Frame json(String object) {
        return new Frame(wellFormed(object), true);
    }

    /** The characters as they go out. */
    public String text() {
        return text;
    }

    /** The length in UTF-8, in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether frames like this one may be joined into an array. */
    public boolean joins() {
        return json;
    }

    @Override
    public String toString() {
        return text;
    }

    private static String wellFormed(String text) {
        int first = firstUnpairedSurrogate(text, 0);
        if (first < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        for (int i = first; i >= 0; i = firstUnpairedSurrogate(text, i + 1)) {
            mended.setCharAt(i, '\uFFFD');
        }
        return mended.toString();
    }

    private static int firstUnpairedSurrogate(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            // A surrogate that was read as a code point of its own has no partner.
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }
}
