/**
 * A WebSocket (WHATWG WebSockets) that does not lose its connection: for a page that speaks the plain level, in the
 * place of `new WebSocket(url)`. Inside is a line of `lifeline.v1`, which beats, comes back by itself and loses
 * nothing; what it gets is given as the plain level would have sent it.
 *
 * - `readyState` is CONNECTING until the line is up for the first time, then OPEN until the page closes it or the line
 *   stops for good (refused, kicked). A connection lost meanwhile does not show: `send` still takes, and what was
 *   sent goes out after the return, once. The event `lifeline:state` tells of it, and so does `line`.
 * - `close` comes with the code that the server closed with, with 1006 when the handshake was refused (after `error`),
 *   or with what the page gave to `close()`. Its `reason` is the server's, in words.
 * - `send('ping')` is answered with `pong` here: whether the link lives is the line's own care.
 * - A refusal comes as the plain level's `{"type":"refused","code","content","cid"?}`. With `code` a number, the server
 *   closed the connection over that message.
 * - `protocol` and `extensions` are empty; `binaryType` has no effect, since all messages are text.
 * - Messages may be up to `maxQueued` without their answers; see the options of `connect`.
 *
 * Not for mini programs, which have no EventTarget: they use `connect` itself.
 */
export class LifelineSocket extends EventTarget {
    static CONNECTING: 0;
    static OPEN: 1;
    static CLOSING: 2;
    static CLOSED: 3;
    /**
     * @param {string | URL} url relative to the page, of ws, wss, http or https
     * @param {string | string[]} [protocols] for the standard's sake: the line offers its own
     * @param {import('./options.js').Options} [options] of `connect`
     * @throws {DOMException} SyntaxError when the address is none or has a fragment, or a protocol is no token or doubled
     */
    constructor(url: string | URL, protocols?: string | string[], options?: import("./options.js").Options);
    CONNECTING: 0;
    OPEN: 1;
    CLOSING: 2;
    CLOSED: 3;
    /** @type {'blob' | 'arraybuffer'} */
    binaryType: "blob" | "arraybuffer";
    /** @returns {string} absolute, of ws or wss */
    get url(): string;
    /** @returns {0 | 1 | 2 | 3} CONNECTING, OPEN, CLOSING or CLOSED */
    get readyState(): 0 | 1 | 2 | 3;
    /** @returns {number} bytes (UTF-8) given to `send` whose answers are missing */
    get bufferedAmount(): number;
    get protocol(): string;
    get extensions(): string;
    /** @returns {import('./lifeline.js').Line} what it runs over; to be closed through this socket only */
    get line(): import("./lifeline.js").Line;
    set onopen(handler: ((event: Event) => void) | null);
    /** @type {?((event: Event) => void)} */
    get onopen(): ((event: Event) => void) | null;
    set onmessage(handler: ((event: MessageEvent<string>) => void) | null);
    /** @type {?((event: MessageEvent<string>) => void)} */
    get onmessage(): ((event: MessageEvent<string>) => void) | null;
    set onerror(handler: ((event: Event) => void) | null);
    /** @type {?((event: Event) => void)} */
    get onerror(): ((event: Event) => void) | null;
    set onclose(handler: ((event: CloseEvent) => void) | null);
    /** @type {?((event: CloseEvent) => void)} */
    get onclose(): ((event: CloseEvent) => void) | null;
    /**
     * @param {string} text `ping`, a LayIM frame, or an object with a `type` that the application handles; dropped once
     *     the socket is closing
     * @throws {DOMException} InvalidStateError while CONNECTING
     * @throws {TypeError} when it is binary: the server takes text only
     */
    send(text: string): void;
    /**
     * Closes for good. What waits for its answer is kept for a later page of this user, where the browser can.
     *
     * @param {number} [code] 1000, or 3000 to 4999
     * @param {string} [reason] at most 123 bytes of UTF-8
     * @throws {DOMException} InvalidAccessError or SyntaxError when they are not
     */
    close(code?: number, reason?: string): void;
    #private;
}
