package dev.lifeline.core.protocol;

/** What text weighs on the wire. Pure. */
public final class Utf8 {

    private Utf8() {}

    /**
     * The length of a text in UTF-8 (RFC 3629), in bytes. Half a surrogate pair counts two, its half of the four, so that
     * the parts of a text add up to the whole wherever it was cut.
     */
    public static int length(CharSequence text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
