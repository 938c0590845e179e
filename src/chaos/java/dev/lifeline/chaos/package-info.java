/**
 * The chaos checker: the real WAR on a stock Tomcat behind a real nginx, clients in a process of their own, numbered
 * messages, faults at random from a printed seed, and at the end a proof from the logs that nothing was lost, doubled
 * or reordered. {@code Chaos} is the command; {@code ChaosRun} the course of one run. {@code client} holds the model
 * client and knows nothing of the rest; {@code log} what both write; {@code verify} the rules, pure over what was
 * written. Not part of the product: compiled with the tests, because {@code ChaosIT} runs a short form of it.
 */
package dev.lifeline.chaos;
