import { randomId } from './ids.js';
import { sharedTimers } from './timers.js';

/**
 * @typedef {object} Options everything has a default
 * @property {string[]} [protocols=['lifeline.v1']] offered subprotocols; a token goes in as a second one
 * @property {{base: number, cap: number}} [backoff={base: 500, cap: 20000}] bounds of the waits between
 *     attempts, ms; the wait is random up to a bound that doubles from `base` to `cap`
 * @property {number} [handshakeTimeout=10000] ms until a connection without a welcome is given up
 * @property {number} [stableAfter=10000] ms that a line must have been open for its waits to start small again
 * @property {number} [probePatience=5000] ms for an answer after the page has woken up
 * @property {number} [offlineRetry=30000] ms between attempts while the browser says that it is offline
 * @property {number} [maxQueued=1000] messages that may wait for their answers; `send` rejects one more
 * @property {?Storage} [storage] keeps the position over a reload of the page, keyed by the endpoint's address, which
 *     names the user; default: sessionStorage; null: a reload begins where the server knows
 * @property {string} [base] address that a relative one is resolved against; default: the page's
 * @property {typeof globalThis.WebSocket} [WebSocket] for tests, like all that follow
 * @property {typeof globalThis.fetch} [fetch]
 * @property {import('./timers.js').Timers} [timers] default: in a worker of the page's own
 * @property {() => number} [now=Date.now] ms
 * @property {() => number} [random=Math.random] in [0, 1)
 * @property {() => string} [newId] names the client, and messages without a `cid`: 1 to 64 letters, digits, `_` or `-`
 * @property {?EventTarget} [window] hears online, offline and pageshow; its `navigator.onLine` is read
 * @property {?EventTarget} [document] hears visibilitychange; its `visibilityState` is read
 */

/**
 * @param {Options} given
 * @returns {Required<Options>}
 */
export function withDefaults(given) {
  return {
    protocols: ['lifeline.v1'],
    backoff: { base: 500, cap: 20_000 },
    handshakeTimeout: 10_000,
    stableAfter: 10_000,
    probePatience: 5_000,
    offlineRetry: 30_000,
    maxQueued: 1000,
    storage: sessionStorageOrNull(),
    base: globalThis.document?.baseURI,
    WebSocket: globalThis.WebSocket,
    // Called as a method of something else, the browser's fetch throws.
    fetch: (...args) => globalThis.fetch(...args),
    timers: given.timers ?? sharedTimers(),
    now: () => Date.now(),
    random: Math.random,
    newId: randomId,
    window: globalThis.window ?? null,
    document: globalThis.document ?? null,
    ...given,
  };
}

/**
 * @param {string} address absolute or relative, of ws, wss, http or https
 * @param {string} [base]
 * @returns {{socket: string, plain: string}} the same address for a WebSocket and for a GET
 * @throws {TypeError} when it is not an address
 */
export function addresses(address, base) {
  const url = new URL(address, base);
  url.hash = '';
  const rest = url.href.slice(url.protocol.length);
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  return { socket: (secure ? 'wss:' : 'ws:') + rest, plain: (secure ? 'https:' : 'http:') + rest };
}

/**
 * @param {string} address whose own query stays as it is
 * @param {Record<string, string|number>} values
 * @returns {string}
 */
export function withQuery(address, values) {
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(values)}`;
}

// Where storage is forbidden, the property itself throws.
function sessionStorageOrNull() {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}
