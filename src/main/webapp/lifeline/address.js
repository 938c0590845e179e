/**
 * @typedef {object} Addresses of one endpoint and user
 * @property {string} socket for a WebSocket
 * @property {string} plain for a GET
 * @property {string} key names endpoint and user, without the query, where a token may stand
 */

/**
 * @param {string} address absolute or relative, of ws, wss, http or https
 * @param {string} [base]
 * @returns {Addresses}
 * @throws {TypeError} when it is not an address
 */
export function addressesOf(address, base) {
  const [, secure, rest, key] = /^(?:ws|http)(s?):(\/\/([^/?#]+[^?#]*)[^#]*)/i.exec(absolute(address, base)) ?? [];
  if (!rest) throw new TypeError(`not an address of ws, wss, http or https: ${address}`);
  const s = secure.toLowerCase();
  return { socket: `ws${s}:${rest}`, plain: `http${s}:${rest}`, key };
}

// Mini programs have no URL: their addresses are absolute anyway.
function absolute(address, base) {
  return typeof URL === 'function' ? new URL(address, base).href : address;
}

/**
 * @param {string} address whose own query stays as it is
 * @param {Record<string, string|number>} values
 * @returns {string}
 */
export function withQuery(address, values) {
  const query = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}
