package dev.lifeline.core.mailbox;

/**
 * A stored message as one user's stream holds it. Immutable; the body must not be changed.
 *
 * @param seq its number in the user's stream, or 0
 * @param all its number in the stream of broadcasts, or 0; exactly one of the two is positive
 * @param timestamp when it was taken, in ms since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Letter(long seq, long all, long timestamp, byte[] body) {}
