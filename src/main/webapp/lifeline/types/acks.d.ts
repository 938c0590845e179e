/** Decides when messages that were taken are acknowledged. */
export class Acks {
    /**
     * @param {import('./timers.js').Timers} timers
     * @param {() => void} send acknowledges everything taken so far
     */
    constructor(timers: import("./timers.js").Timers, send: () => void);
    /** One more message was taken. */
    taken(): void;
    /** Does not wait any longer. */
    now(): void;
    #private;
}
