package dev.lifeline.websocket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.protocol.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a message together, up to a limit of its own: the container's buffers can be small and cap nothing.
 * What is gathered counts in the backlog. Thread-safe: a connection may end while a part comes.
 */
final class MessageAssembler {

    /** The message is larger than the limit; nothing more is taken. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1;

        TooLargeException() {
            super("message too large", null, false, false);
        }
    }

    /** There is no room for what has come of the message; nothing more is taken. */
    static final class NoRoomException extends Exception {
        private static final long serialVersionUID = 1;

        NoRoomException() {
            super("no room for a part of a message", null, false, false);
        }
    }

    private final int maxBytes;
    private final Backlog backlog;

    @GuardedBy("this")
    private @Nullable StringBuilder gathered;

    /** Of what is gathered, in UTF-8. */
    @GuardedBy("this")
    private int bytes;

    /** What it may take of the heap, as counted in the backlog. */
    @GuardedBy("this")
    private int reserved;

    @GuardedBy("this")
    private boolean ended;

    /** @param maxBytes the largest message, in UTF-8 bytes */
    MessageAssembler(int maxBytes, Backlog backlog) {
        this.maxBytes = maxBytes;
        this.backlog = backlog;
    }

    /**
     * Takes a part.
     *
     * @return the whole message with its last part, null before, and after the end
     */
    synchronized @Nullable String append(String part, boolean last) throws TooLargeException, NoRoomException {
        if (ended) {
            return null;
        }
        int size = Utf8.length(part);
        if (size > maxBytes - bytes) {
            end();
            throw new TooLargeException();
        }
        StringBuilder earlier = gathered;
        if (last) {
            drop();
            return earlier == null ? part : earlier.append(part).toString();
        }
        // A character that is not of Latin 1 makes each of the others take two bytes.
        int held = Character.BYTES * part.length();
        if (!backlog.reserve(held)) {
            end();
            throw new NoRoomException();
        }
        reserved += held;
        bytes += size;
        gathered = (earlier == null ? new StringBuilder() : earlier).append(part);
        return null;
    }

    /** Drops what is gathered, and takes nothing more. */
    synchronized void end() {
        ended = true;
        drop();
    }

    @GuardedBy("this")
    private void drop() {
        if (reserved > 0) {
            backlog.remove(reserved);
        }
        reserved = 0;
        bytes = 0;
        gathered = null;
    }
}
