/** Good frames and handshakes with something wrong in them, at random from the run's seed. */
package dev.lifeline.attack.fuzz;
