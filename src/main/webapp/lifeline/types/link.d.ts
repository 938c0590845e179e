/**
 * @typedef {object} Audience the page, or the pages, that a line speaks for
 * @property {() => ?import('./position.js').At} at where the pages stand
 * @property {(view: import('./states.js').View) => void} state was changed
 * @property {(message: object, tell: boolean) => void} message has come; `tell` false: it is only counted
 * @property {(progress: import('./outgoing.js').Progress) => void} progress of a message that was sent
 */
/** One user's connection to the server, over as many sockets as it takes, one after the other. */
export class Link {
    /**
     * @param {import('./options.js').Options} options
     * @param {import('./address.js').Addresses} addresses
     * @param {Audience} audience
     */
    constructor(options: import("./options.js").Options, addresses: import("./address.js").Addresses, audience: Audience);
    /** @returns {import('./states.js').View} */
    get view(): import("./states.js").View;
    /** @returns {object[]} messages that wait for their answers */
    get waiting(): object[];
    /** @see Sends.send */
    send(message: any): void;
    /** @see Line.tell */
    tell(message: any): void;
    /** @see Exchange.taken */
    taken(at: any): void;
    /** Tries again at once; does nothing while connecting or up. */
    retry(): void;
    /** Connects anew, from an earlier place in the streams. */
    rewind(at: any): void;
    /** Closes the line; only `retry()` opens it again. */
    close(): void;
    /**
     * The page was left.
     *
     * @param {boolean} forGood false: it may come back from the browser's back/forward cache, with `wake()`; an open
     *     socket would keep it out of there
     */
    putAway(forGood: boolean): void;
    /** The page may have lost its link unnoticed, or found its network again. */
    wake(): void;
    /** The browser says that there is no network. */
    offline(): void;
    #private;
}
/**
 * the page, or the pages, that a line speaks for
 */
export type Audience = {
    /**
     * where the pages stand
     */
    at: () => import("./position.js").At | null;
    /**
     * was changed
     */
    state: (view: import("./states.js").View) => void;
    /**
     * has come; `tell` false: it is only counted
     */
    message: (message: object, tell: boolean) => void;
    /**
     * of a message that was sent
     */
    progress: (progress: import("./outgoing.js").Progress) => void;
};
