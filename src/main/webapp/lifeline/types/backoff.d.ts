/**
 * How long to wait before the next attempt: full jitter, anywhere between 0 and a bound that doubles
 * with every attempt. Spreading over the whole range keeps clients that were cut at one moment from
 * coming back at one moment.
 *
 * @param {number} attempt failed attempts so far, from 0
 * @param {object} [options]
 * @param {{base: number, cap: number}} [options.backoff] bounds of the first and of the longest wait, ms
 * @param {() => number} [options.random=Math.random] in [0, 1)
 * @returns {number} whole ms
 */
export function backoffDelay(attempt: number, { backoff, random }?: {
    backoff?: {
        base: number;
        cap: number;
    } | undefined;
    random?: (() => number) | undefined;
}): number;
export namespace BACKOFF {
    let base: number;
    let cap: number;
}
