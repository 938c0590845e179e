/** Those who take what is scarce: threads, memory, connections, time. */
package dev.lifeline.attack.exhaustion;
