/** Well-behaved clients, who chat beside every attack and must not notice any. */
package dev.lifeline.attack.neighbours;
