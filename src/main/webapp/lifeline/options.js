import { BACKOFF } from './backoff.js';
import { randomId } from './ids.js';
import { sharedTimers } from './timers.js';

/**
 * @typedef {object} Options everything has a default
 * @property {() => string | Promise<string>} [token] gives the user's token; called again when it is used up
 * @property {boolean} [share] whether all tabs of the browser use one connection to the same endpoint and user;
 *     default: where the browser has shared workers, unless `socket` is given. The first tab's options count for all
 * @property {string[]} [protocols=['lifeline.v1']] offered subprotocols; the token goes in beside them
 * @property {{base: number, cap: number}} [backoff={base: 500, cap: 20000}] bounds of the waits between
 *     attempts, ms; the wait is random up to a bound that doubles from `base` to `cap`
 * @property {number} [handshakeTimeout=10000] ms until a token, or a connection without a welcome, is given up
 * @property {number} [stableAfter=10000] ms that a line must have been open for its waits to start small again
 * @property {number} [probePatience=5000] ms for an answer after the page has woken up
 * @property {number} [offlineRetry=30000] ms between attempts while the browser says that it is offline
 * @property {number} [maxQueued=1000] messages that may wait for their answers; `send` rejects one more
 * @property {boolean} [probes=true] whether the server may measure which silence the way bears, by connections beside
 *     this one; never where the browser says that data are saved, or that the network is a mobile one
 * @property {?Pick<Storage, 'getItem' | 'setItem'>} [storage] keeps the position over a reload of the page, keyed by
 *     the endpoint's address, which names the user; default: sessionStorage; null: a reload begins where the server
 *     knows
 * @property {(key: string) => ?import('./queue.js').Queue} [queue] keeps unsent messages over a reload,
 *     keyed by endpoint and user; default: in IndexedDB; `() => null`: they are lost with the page
 * @property {string} [base] address that a relative one is resolved against; default: the page's
 * @property {(url: string, protocols: string[]) => SocketLike} [socket] opens a socket, and for probes up to three more
 *     beside it; default: the browser's WebSocket
 * @property {typeof globalThis.fetch} [fetch] asks why a handshake was refused
 * @property {import('./timers.js').Timers} [timers] default: in a worker of the page's own
 * @property {() => number} [now=Date.now] ms
 * @property {() => number} [random=Math.random] in [0, 1)
 * @property {() => string} [newId] names the client, and messages without a `cid`: 1 to 64 letters, digits, `_` or `-`
 * @property {?EventTarget} [window] hears online, offline, pageshow and pagehide; its `navigator` is read
 *     (`onLine`, `connection`)
 * @property {?EventTarget} [document] hears visibilitychange and resume; its `visibilityState` is read
 *
 * @typedef {object} SocketLike what is used of a WebSocket
 * @property {string} [protocol] that the server has chosen, where the socket knows
 * @property {?(event: object) => void} onopen
 * @property {?(event: {data: unknown}) => void} onmessage
 * @property {?(event: {code: number, reason: string}) => void} onclose
 * @property {(text: string) => void} send
 * @property {(code?: number) => void} close
 */

/**
 * @param {Options} given
 * @returns {Required<Options>}
 */
export function withDefaults(given) {
  return {
    token: null,
    share: typeof SharedWorker === 'function' && !given.socket,
    protocols: ['lifeline.v1'],
    backoff: BACKOFF,
    probes: true,
    handshakeTimeout: 10_000,
    stableAfter: 10_000,
    probePatience: 5_000,
    offlineRetry: 30_000,
    maxQueued: 1000,
    storage: sessionStorageOrNull(),
    queue: keptInBrowser,
    base: globalThis.document?.baseURI,
    socket: (url, protocols) => new WebSocket(url, protocols),
    // Called as a method of something else, the browser's fetch throws.
    fetch: (url, init) => globalThis.fetch(url, init),
    timers: given.timers ?? sharedTimers(),
    now: () => Date.now(),
    random: Math.random,
    newId: randomId,
    window: globalThis.window ?? null,
    document: globalThis.document ?? null,
    ...given,
  };
}

// Loaded when it is needed: a line is on its way before.
function keptInBrowser(key) {
  const queue = import('./queue.js').then(({ browserQueue }) => browserQueue(key)).catch(() => null);
  return {
    load: async () => (await queue)?.load() ?? [],
    put: async (message) => (await queue)?.put(message),
    remove: async (cid) => (await queue)?.remove(cid),
  };
}

// Where storage is forbidden, the property itself throws.
function sessionStorageOrNull() {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}
