/**
 * The connections of this node: who is connected ({@link dev.lifeline.core.session.SessionRegistry}), what waits to be
 * sent to each ({@code Outbox}), and the life of one ({@link dev.lifeline.core.session.Connection}). Talks to the
 * container through {@link dev.lifeline.core.session.Peer} only; knows no JSON and no business of the messages.
 */
package dev.lifeline.core.session;
