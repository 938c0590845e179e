/** What happened, one line an event: written by the clients and by the run, read by the rules. */
package dev.lifeline.chaos.log;
