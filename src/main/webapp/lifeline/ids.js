/**
 * A random name of 128 bits, for a client or a message. Unlike `crypto.randomUUID` it is there on pages without TLS.
 *
 * @returns {string} 32 hexadecimal digits
 */
export function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
