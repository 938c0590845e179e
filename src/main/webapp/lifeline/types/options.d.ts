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
export function withDefaults(given: Options): Required<Options>;
/**
 * everything has a default
 */
export type Options = {
    /**
     * gives the user's token; called again when it is used up
     */
    token?: (() => string | Promise<string>) | undefined;
    /**
     * whether all tabs of the browser use one connection to the same endpoint and user;
     * default: where the browser has shared workers, unless `socket` is given. The first tab's options count for all
     */
    share?: boolean | undefined;
    /**
     * offered subprotocols; the token goes in beside them
     */
    protocols?: string[] | undefined;
    /**
     * bounds of the waits between
     * attempts, ms; the wait is random up to a bound that doubles from `base` to `cap`
     */
    backoff?: {
        base: number;
        cap: number;
    } | undefined;
    /**
     * ms until a token, or a connection without a welcome, is given up
     */
    handshakeTimeout?: number | undefined;
    /**
     * ms that a line must have been open for its waits to start small again
     */
    stableAfter?: number | undefined;
    /**
     * ms for an answer after the page has woken up
     */
    probePatience?: number | undefined;
    /**
     * ms between attempts while the browser says that it is offline
     */
    offlineRetry?: number | undefined;
    /**
     * messages that may wait for their answers; `send` rejects one more
     */
    maxQueued?: number | undefined;
    /**
     * whether the server may measure which silence the way bears, by connections beside
     * this one; never where the browser says that data are saved, or that the network is a mobile one
     */
    probes?: boolean | undefined;
    /**
     * keeps the position over a reload of the page, keyed by
     * the endpoint's address, which names the user; default: sessionStorage; null: a reload begins where the server
     * knows
     */
    storage?: Pick<Storage, "getItem" | "setItem"> | null | undefined;
    /**
     * keeps unsent messages over a reload,
     * keyed by endpoint and user; default: in IndexedDB; `() => null`: they are lost with the page
     */
    queue?: ((key: string) => import("./queue.js").Queue | null) | undefined;
    /**
     * address that a relative one is resolved against; default: the page's
     */
    base?: string | undefined;
    /**
     * opens a socket, and for probes up to three more
     * beside it; default: the browser's WebSocket
     */
    socket?: ((url: string, protocols: string[]) => SocketLike) | undefined;
    /**
     * asks why a handshake was refused
     */
    fetch?: typeof fetch | undefined;
    /**
     * default: in a worker of the page's own
     */
    timers?: import("./timers.js").Timers | undefined;
    /**
     * ms
     */
    now?: (() => number) | undefined;
    /**
     * in [0, 1)
     */
    random?: (() => number) | undefined;
    /**
     * names the client, and messages without a `cid`: 1 to 64 letters, digits, `_` or `-`
     */
    newId?: (() => string) | undefined;
    /**
     * hears online, offline, pageshow and pagehide; its `navigator` is read
     * (`onLine`, `connection`)
     */
    window?: EventTarget | null | undefined;
    /**
     * hears visibilitychange and resume; its `visibilityState` is read
     */
    document?: EventTarget | null | undefined;
};
/**
 * what is used of a WebSocket
 */
export type SocketLike = {
    /**
     * that the server has chosen, where the socket knows
     */
    protocol?: string | undefined;
    onopen: ((event: object) => void) | null;
    onmessage: ((event: {
        data: unknown;
    }) => void) | null;
    onclose: ((event: {
        code: number;
        reason: string;
    }) => void) | null;
    send: (text: string) => void;
    close: (code?: number) => void;
};
