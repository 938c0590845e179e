/**
 * Mailboxes and the directory in one file of a data folder, by MVStore, H2's storage engine. One thread owns the file:
 * what others ask for gathers in a queue, and a whole batch of it is made durable by one commit and one sync. Knows the
 * core's ports and MVStore; no connection, no container and no wire format.
 */
package dev.lifeline.store;
