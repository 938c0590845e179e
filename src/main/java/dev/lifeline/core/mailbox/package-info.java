/**
 * What waits for users, durably: the port {@link dev.lifeline.core.mailbox.Mailbox} and its words. Bodies are opaque
 * bytes here; who may send what to whom, and how a body looks to its reader, is decided elsewhere.
 */
package dev.lifeline.core.mailbox;
