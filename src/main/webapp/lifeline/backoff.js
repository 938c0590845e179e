export const BACKOFF = { base: 500, cap: 20_000 };

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
export function backoffDelay(attempt, { backoff = BACKOFF, random = Math.random } = {}) {
  return Math.round(random() * Math.min(backoff.cap, backoff.base * 2 ** attempt));
}
