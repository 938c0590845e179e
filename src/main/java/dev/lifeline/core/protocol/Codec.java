package dev.lifeline.core.protocol;

import java.util.Optional;

/** The shape of messages as text. Implementations are thread-safe, do no I/O and keep nothing of what they read. */
public interface Codec {

    /**
     * Reads one frame of a page.
     *
     * @param text any text at all, from anyone
     * @throws Refusal.Thrown if it is not one of the known messages; never another exception
     */
    Inbound decode(String text) throws Refusal.Thrown;

    /** Writes one message, once for all its receivers. */
    Frame encode(Outbound message);

    /** Writes a message as it is stored. */
    byte[] toBody(Message message);

    /**
     * Reads a stored message.
     *
     * @throws IllegalArgumentException if {@link #toBody} did not write it
     */
    Message fromBody(byte[] body);

    /** The entry of a message box that a stored message makes; empty where it makes none. */
    Optional<Notice> noticeIn(byte[] body);

    /** Whether {@link #noticeIn} needs to be asked: false for most that make none. Quick, also for a large one. */
    boolean mayHoldNotice(byte[] body);
}
