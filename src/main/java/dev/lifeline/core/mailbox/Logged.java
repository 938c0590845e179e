package dev.lifeline.core.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * A stored message as a conversation's history holds it. Immutable; the body must not be changed.
 *
 * @param id its number among all messages of the store
 * @param timestamp when it was taken, in ms since 1970
 * @param log the conversation, or null if it is in none
 * @param body null if it was erased, or is not kept any more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Logged(long id, long timestamp, @Nullable String log, byte @Nullable [] body) {}
