/**
 * A random name of 128 bits, for a client or a message: unique, not secret. Unlike `crypto.randomUUID` it is there on
 * pages without TLS, and in mini programs.
 *
 * @returns {string} 32 hexadecimal digits
 */
export function randomId(): string;
