/**
 * The container's WebSocket API at arm's length: translates its callbacks into calls of the core and the core's {@link
 * dev.lifeline.core.session.Peer} into sends of a session. Decides nothing about messages.
 */
package dev.lifeline.websocket;
