/** @typedef {{to: {id: string, type: 'friend'|'group'}, content: string, cid?: string}} Said a line of chat */
/**
 * Opens a line and keeps it open.
 *
 * @param {string} address of the endpoint, relative to the page: `web/count/u1`
 * @param {import('./options.js').Options} [options]
 * @returns {Line} on its way; handlers may be added right after
 * @throws {TypeError} when the address is none
 */
export function connect(address: string, options?: import("./options.js").Options): Line;
/** One user's line to the server: over a connection of this page's own, or one that all tabs share. */
export class Line {
    /**
     * Lines come from `connect`.
     *
     * @param {string} address
     * @param {Required<import('./options.js').Options>} options
     */
    constructor(address: string, options: Required<import("./options.js").Options>);
    /** @returns {'connecting'|'recovering'|'open'|'waiting'|'offline'|'stopped'} see states.js */
    get state(): "connecting" | "recovering" | "open" | "waiting" | "offline" | "stopped";
    /** @returns {?import('./reasons.js').Reason} why it is not up; null while it is, or not known */
    get reason(): import("./reasons.js").Reason | null;
    /** @returns {?number} when it tries again, ms since 1970; null unless it waits for its time */
    get retryAt(): number | null;
    /** @returns {?number} ms that the last ping of this connection took; null before the first */
    get roundTrip(): number | null;
    /** @returns {number} when anything was last heard, ms since 1970; 0: never */
    get lastHeard(): number;
    /** @returns {boolean} whether its connection is that of other tabs too */
    get isShared(): boolean;
    /**
     * Hears messages of one `type`, the server's or these: `system` (lines with `system: true`, whatever their type),
     * `refused` with a number as `code` (`{type, code, content, cid?}`: the connection was closed over what was sent
     * last), `reload` (`{type, reason}`: messages are missing, what the page shows must be loaded anew), `pong`
     * (`{type, roundTrip}`), `diagnosis` (`{type, cause, silence, lifetime, hops, en, zh}`: why the connection before this
     * one ended, where the server could tell), `*` (everything). A message comes once, even over many connections; it counts as taken
     * when its handlers have run.
     *
     * @param {string} type
     * @param {(message: any) => void} handler
     * @returns {() => void} takes the handler off
     */
    on(type: string, handler: (message: any) => void): () => void;
    /**
     * Hears every change of state, after it has happened.
     *
     * @param {(line: Line) => void} handler
     * @returns {() => void} takes the handler off
     */
    onState(handler: (line: Line) => void): () => void;
    /**
     * Hears what becomes of messages: those of this page, and those that earlier pages left unsent.
     *
     * @param {(progress: import('./outgoing.js').Progress) => void} handler
     * @returns {() => void} takes the handler off
     */
    onSend(handler: (progress: import("./outgoing.js").Progress) => void): () => void;
    /**
     * Sends a message and waits for its answer. While the line is not up it waits its turn, also over a reload of the
     * page; after a reconnect what is unanswered goes out again under the same `cid`, which the server stores once.
     *
     * @param {Said | {type: string, cid?: string, [field: string]: unknown}} message a line of chat, or whatever the
     *     application handles
     * @returns {Promise<{cid: string, timestamp: number}>} when the server has it; rejects with Refused when it
     *     does not want it, when it is too large, or when too many wait (`maxQueued`)
     */
    send(message: Said | {
        type: string;
        cid?: string;
        [field: string]: unknown;
    }): Promise<{
        cid: string;
        timestamp: number;
    }>;
    /**
     * Sends what gets no answer. While the line is not up it is dropped; of type `read` the newest for each
     * conversation goes out later.
     *
     * @param {object} message
     * @throws {Refused} when it is too large and the connection is this page's own
     */
    tell(message: object): void;
    /**
     * Tells a friend that his lines were shown.
     *
     * @param {string} id of the friend
     * @param {string} cid of the last line that was
     */
    read(id: string, cid: string): void;
    /** @param {{id: string, type: 'friend'|'group'}} to who shall see that something is being written */
    typing(to: {
        id: string;
        type: "friend" | "group";
    }): void;
    /**
     * Takes back an own line, within 2 minutes.
     *
     * @param {string} cid
     * @param {{id: string, type: 'friend'|'group'}} to where it was sent
     * @returns {Promise<{cid: string, timestamp: number}>} like `send`
     */
    recall(cid: string, to: {
        id: string;
        type: "friend" | "group";
    }): Promise<{
        cid: string;
        timestamp: number;
    }>;
    /** Tries again at once; does nothing while connecting or up. */
    retry(): void;
    /** Closes the line for this page; only `retry()` opens it again. */
    close(): void;
    #private;
}
/**
 * a line of chat
 */
export type Said = {
    to: {
        id: string;
        type: "friend" | "group";
    };
    content: string;
    cid?: string;
};
