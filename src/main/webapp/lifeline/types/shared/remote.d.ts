/** A tab's end of a connection that it shares with the browser's other tabs; in place of a Link. */
export class Remote {
    /**
     * @param {import('../options.js').Options} options
     * @param {import('../address.js').Addresses} addresses
     * @param {import('../link.js').Audience & {joined: () => void}} audience `joined`: wants what waits for an answer,
     *     which may have come while this tab was not there
     * @param {() => void} failed the worker cannot be had, or answers no more
     */
    constructor(options: import("../options.js").Options, addresses: import("../address.js").Addresses, audience: import("../link.js").Audience & {
        joined: () => void;
    }, failed: () => void);
    get isShared(): boolean;
    /** @returns {import('../states.js').View} */
    get view(): import("../states.js").View;
    /** @see Link.send */
    send(message: any): void;
    /** @see Link.tell */
    tell(message: any): void;
    /** @see Link.taken */
    taken(at: any): void;
    /** @see Link.retry */
    retry(): void;
    /** @see Link.wake */
    wake(): void;
    /** @see Link.offline */
    offline(): void;
    /** Closes the line for this tab. */
    close(): void;
    /** @see Link.putAway */
    putAway(forGood: any): void;
    #private;
}
