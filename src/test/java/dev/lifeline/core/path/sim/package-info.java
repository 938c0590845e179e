/**
 * A day of clients behind proxies, on a clock that is moved: drives {@link dev.lifeline.core.path} and the heartbeat's
 * policy as they are, models the two ends of a connection after the server's and the client's pulse, and counts.
 */
package dev.lifeline.core.path.sim;
