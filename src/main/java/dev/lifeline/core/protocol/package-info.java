/**
 * The words of the wire: who ({@link dev.lifeline.core.protocol.UserId}), what ({@link
 * dev.lifeline.core.protocol.Inbound}, {@link dev.lifeline.core.protocol.Outbound}), how it ends ({@link
 * dev.lifeline.core.protocol.CloseCode}, {@link dev.lifeline.core.protocol.Problem}). Knows {@code java.*} only; how a
 * message looks as JSON is the business of the {@link dev.lifeline.core.protocol.Codec} that is handed in.
 */
package dev.lifeline.core.protocol;
