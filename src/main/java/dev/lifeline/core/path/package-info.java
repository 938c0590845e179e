/**
 * Which silence each path bears, and the heartbeat that fits it. Decides only: knows no connection, no timer, no store.
 *
 * <p><b>What is evidence.</b> The server measures each silence itself, from the last byte of either side. A live
 * connection that is heard after one has survived it. One that ends with a FIN or RST and no Close frame was cut, if
 * its client comes back within 60 s and its {@code last} says the same: a closed laptop, a page that was left and a
 * client that dropped the link itself tell nothing. {@link dev.lifeline.core.path.Ending} holds these rules.
 *
 * <p><b>Probes</b> ({@link dev.lifeline.core.path.Probes}) find the limit without risking a live connection:
 *
 * <pre>
 *   live connection      server: Probes.next     ─ lease(id, silence) ─►  client
 *   probe's handshake    client ─ id ─►          server: Probes.open      (once, same user and path)
 *   … silence …
 *   survived             client ─ echo? ─►       server: Probes.echoed
 *   ended                FIN or RST      ─►      server: Probes.closed
 *   live connection      client ─ what it saw ─► server: Probes.reported
 * </pre>
 *
 * <p>What ended a probe counts only with the client's report on its live connection, which shows that client and
 * line live. Both saw the end: that was the limit. Only the server did, or nobody: something dropped it silently,
 * earlier.
 *
 * <p><b>Whose.</b> A user's own evidence moves his interval at once; that of others when two agree, and never below the
 * usual interval.
 */
package dev.lifeline.core.path;
