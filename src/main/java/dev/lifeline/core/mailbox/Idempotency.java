package dev.lifeline.core.mailbox;

/**
 * A sender's own name for a message: who sends it again under this name stores nothing new. Remembered for as long as
 * retention keeps messages. Immutable.
 *
 * @param scope whose name it is: a user, or the push API
 * @param name unique in its scope
 * @param fingerprint of all that makes the message; the same name with another one is a conflict
 */
public record Idempotency(String scope, String name, long fingerprint) {}
