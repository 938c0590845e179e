/**
 * @typedef {object} Progress of a message that this page wrote, or one before it
 * @property {string} cid
 * @property {object} message as it was given to `send`, with its `cid`
 * @property {'queued'|'sent'|'delivered'|'read'|'refused'} state `queued`: kept here until it is answered; `sent`:
 *     stored by the server; `delivered`, `read`: lines to a friend
 * @property {boolean} [restored] written by an earlier page, which was closed before the answer came
 * @property {number} [timestamp] of `sent`: the server's, ms since 1970
 * @property {Refused} [error] of `refused`
 */
/** What this page has written, and what became of it. */
export class Outgoing {
    /**
     * @param {import('./options.js').Options} options `newId` of them
     * @param {{send: (message: object) => void, tell: (progress: Progress) => void}} acts hands a message to the
     *     connection; tells the page
     */
    constructor({ newId }: import("./options.js").Options, { send, tell }: {
        send: (message: object) => void;
        tell: (progress: Progress) => void;
    });
    /**
     * @param {object} given with `to` and `content`, or a `type`
     * @returns {Promise<{cid: string, timestamp: number}>} rejects with Refused
     */
    send(given: object): Promise<{
        cid: string;
        timestamp: number;
    }>;
    /** Hands everything whose answer is missing to the connection once more: it may be another, or have lost touch. */
    again(): void;
    /**
     * @param {Progress} progress as the connection tells it, of any page's messages
     * @returns {boolean} whether it is this page's, or nobody else's
     */
    isOwn({ cid, restored }: Progress): boolean;
    /** @param {Progress} progress of a message of this page's */
    progress(progress: Progress): void;
    /** @param {{type: 'delivered'|'read', id: string, cid: string}} receipt for the lines to a friend, up to one */
    receipt({ type, id, cid }: {
        type: "delivered" | "read";
        id: string;
        cid: string;
    }): void;
    #private;
}
/**
 * of a message that this page wrote, or one before it
 */
export type Progress = {
    cid: string;
    /**
     * as it was given to `send`, with its `cid`
     */
    message: object;
    /**
     * `queued`: kept here until it is answered; `sent`:
     * stored by the server; `delivered`, `read`: lines to a friend
     */
    state: "queued" | "sent" | "delivered" | "read" | "refused";
    /**
     * written by an earlier page, which was closed before the answer came
     */
    restored?: boolean | undefined;
    /**
     * of `sent`: the server's, ms since 1970
     */
    timestamp?: number | undefined;
    /**
     * of `refused`
     */
    error?: Refused | undefined;
};
import { Refused } from './refused.js';
