package dev.lifeline.websocket;

import dev.lifeline.core.protocol.Utf8;
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

    /**
     * Takes a part.
     *
     * @return the whole message with its last part, null before
     */
    @Nullable
    String append(String part, boolean last) throws TooLargeException {
        bytes += Utf8.length(part);
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
}
