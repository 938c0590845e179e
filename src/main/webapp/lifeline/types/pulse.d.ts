/** A timer this many ms off its time has slept with the machine, or the clock was set. */
export const ASLEEP: 5000;
/** Runs the heartbeat of one open socket, as heartbeat.js decides. */
export class Pulse {
    /**
     * Starts it.
     *
     * @param {import('./options.js').Options} options
     * @param {{ping: () => void, dead: () => void}} acts sends a ping; is told, once, that the link is dead
     * @param {{interval?: number, patience?: number}} [rhythm] ms, 25,000 and 10,000 where the server is silent
     */
    constructor(options: import("./options.js").Options, acts: {
        ping: () => void;
        dead: () => void;
    }, { interval, patience }?: {
        interval?: number;
        patience?: number;
    });
    /** @returns {number} ms that an answer may take */
    get patience(): number;
    /** @param {{interval?: number, patience?: number}} rhythm a new one, ms; what is missing stays */
    change({ interval, patience }: {
        interval?: number;
        patience?: number;
    }): void;
    /** Any frame is a sign of life. The timer stays: when it fires, it looks at what was heard. */
    heard(): void;
    /** @returns {?number} ms that the ping took; null while an older pong may be meant */
    pong(): number | null;
    /** @param {number} patience ms; asks at once whether the link is alive */
    probe(patience: number): void;
    /** Ends it; nothing is told any more. */
    stop(): void;
    #private;
}
