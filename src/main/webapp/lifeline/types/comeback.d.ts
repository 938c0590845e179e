/** Decides how long a lost line stays away. No clock, no timer: times are arguments, in ms of one clock. */
export class Comeback {
    /** @param {import('./options.js').Options} options `backoff`, `stableAfter` and `random` of them */
    constructor(options: import("./options.js").Options);
    /** @param {number} now the line is open */
    opened(now: number): void;
    /**
     * The server is about to close, and gives this client its own time to come back.
     *
     * @param {number} now
     * @param {unknown} after ms; anything else than a number leaves it to the back-off
     */
    bye(now: number, after: unknown): void;
    /**
     * The line is lost.
     *
     * @param {number} now
     * @param {number} after ms that the server asked to be left alone
     * @returns {{delay: number, ordered: boolean}} `ordered`: the server has set the time, the page may not
     *     come earlier
     */
    lost(now: number, after: number): {
        delay: number;
        ordered: boolean;
    };
    #private;
}
