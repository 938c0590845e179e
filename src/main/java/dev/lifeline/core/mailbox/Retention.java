package dev.lifeline.core.mailbox;

import java.time.Duration;

/**
 * How much is kept. Immutable.
 *
 * @param age counted while the server runs only, so that a jump of the wall clock drops nothing
 * @param messages in one stream at the most
 * @param bytes of bodies in one stream at the most; a shared body counts in each
 */
public record Retention(Duration age, int messages, long bytes) {}
