package dev.lifeline.websocket;

import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a message together, up to a limit of its own: the container's buffers can be small and cap nothing.
 * Not thread-safe.
 */
final class MessageAssembler {

    /** The message is larger than the limit; nothing more is to be appended. */
    static final class TooLargeException extends Exception {
        TooLargeException() {
            super("message too large", null, false, false);
        }
    }

    private final int maxBytes;
    private @Nullable StringBuilder gathered;
    private long bytes;

    /** @param maxBytes the largest message, in UTF-8 bytes */
    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes a part. @return the whole message with its last part, null before */
    @Nullable
    String append(String part, boolean last) throws TooLargeException {
        bytes += utf8Length(part);
        if (bytes > maxBytes) {
            gathered = null;
            throw new TooLargeException();
        }
        StringBuilder earlier = gathered;
        if (last) {
            bytes = 0;
            gathered = null;
            return earlier == null ? part : earlier.append(part).toString();
        }
        gathered = (earlier == null ? new StringBuilder() : earlier).append(part);
        return null;
    }

    /** Half a surrogate pair, where a part ends inside one, counts two bytes: its half of the four. */
    private static int utf8Length(String part) {
        int length = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
