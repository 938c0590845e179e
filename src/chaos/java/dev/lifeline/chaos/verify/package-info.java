/** The rules that a run must have kept. Pure over events: no file, no clock, no process. */
package dev.lifeline.chaos.verify;
