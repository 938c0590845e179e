/** Violations of RFC 6455, a class for each of its sections that a client can break. */
package dev.lifeline.attack.rfc6455;
