/**
 * The model client: docs/protocol.md to the letter, on a socket that can be reset, frozen and left. It needs Gson and
 * {@code dev.lifeline.chaos.log} and runs in a process of its own, which takes orders on standard input.
 */
package dev.lifeline.chaos.client;
