/**
 * When to ask whether the other side still lives, and the one timer that serves every connection. Decides and keeps
 * time; knows no connection and does no I/O.
 */
package dev.lifeline.core.heartbeat;
