/** How much anyone may take of the server, and how often somebody was told that it is too much. */
package dev.lifeline.core.limits;
