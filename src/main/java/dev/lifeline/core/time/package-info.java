/**
 * Time as an argument: what the core asks of a clock and of a timer. Knows {@code java.*} only; nothing in the core
 * reads a clock by itself.
 */
package dev.lifeline.core.time;
