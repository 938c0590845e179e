/**
 * A random name of 128 bits, for a client or a message: unique, not secret. Unlike `crypto.randomUUID` it is there on
 * pages without TLS, and in mini programs.
 *
 * @returns {string} 32 hexadecimal digits
 */
export function randomId() {
  const bytes = new Uint8Array(32);
  if (globalThis.crypto) crypto.getRandomValues(bytes);
  else bytes.forEach((_, i) => (bytes[i] = Math.random() * 256));
  return [...bytes].map((byte) => (byte % 16).toString(16)).join('');
}
