package dev.lifeline.core.mailbox;

import dev.lifeline.core.protocol.Position;

/**
 * Where a user's streams stand.
 *
 * @param taken the newest that any of his clients acknowledged
 * @param newest the newest that there is
 */
public record Marks(Position taken, Position newest) {}
