/** Messages that wait for their answer, over as many connections, and pages, as it takes. */
export class Sends {
    /**
     * @param {import('./options.js').Options} options `maxQueued`, `backoff`, `timers`, `random`, `now` of them
     * @param {?import('./queue.js').Queue} queue keeps messages over the end of the page; null: nothing does
     * @param {{write: (text: string) => void, progress: (progress: import('./outgoing.js').Progress) => void}} acts
     *     writes to the open connection, and may throw; tells what became of a message
     */
    constructor(options: import("./options.js").Options, queue: import("./queue.js").Queue | null, acts: {
        write: (text: string) => void;
        progress: (progress: import("./outgoing.js").Progress) => void;
    });
    /** @returns {object[]} what waits, in its order */
    get waiting(): object[];
    /**
     * @param {object} message with a `cid`, and with `to` and `content`, or a `type`
     * @throws {Refused} when too many wait, or the server could not read it
     */
    send(message: object): void;
    /** The line is up: all that is unanswered goes out, in its order. */
    opened(): void;
    /** The connection is gone, and perhaps what was written to it. */
    lost(): void;
    /**
     * @param {object} message from the server
     * @returns {boolean} whether it is an answer that concerns nobody but the waiting message
     */
    answer(message: object): boolean;
    /**
     * The connection was closed over what was written last.
     *
     * @param {number} code
     * @param {string} content in words
     * @returns {string|undefined} cid of the message that is not sent again
     */
    blame(code: number, content: string): string | undefined;
    #private;
}
