/**
 * @typedef {object} Timers
 * @property {(callback: () => void, ms: number) => number} set starts a timer, gives its id
 * @property {(id: number) => void} clear stops it; an unknown id is ignored
 */
/**
 * Timers that keep time in a hidden page: they run in a dedicated worker. Where workers are missing or
 * forbidden (an old browser, a `worker-src` without this address) they are the page's own.
 *
 * @param {object} [options]
 * @param {typeof globalThis.Worker} [options.Worker]
 * @returns {Timers}
 */
export function workerTimers({ Worker }?: {
    Worker?: {
        new (scriptURL: string | URL, options?: WorkerOptions): Worker;
        prototype: Worker;
    } | undefined;
}): Timers;
export function sharedTimers(): Timers;
export type Timers = {
    /**
     * starts a timer, gives its id
     */
    set: (callback: () => void, ms: number) => number;
    /**
     * stops it; an unknown id is ignored
     */
    clear: (id: number) => void;
};
