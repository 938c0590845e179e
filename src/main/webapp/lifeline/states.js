/**
 * @typedef {object} View of a line
 * @property {'connecting'|'recovering'|'open'|'waiting'|'offline'|'stopped'} state
 * @property {?import('./reasons.js').Reason} reason why it is not up
 * @property {?number} retryAt when it tries again, ms since 1970
 * @property {?number} roundTrip ms that the last ping of this connection took
 * @property {number} lastHeard when anything was last heard, ms since 1970; 0: never
 */

/**
 * A line that has not begun.
 *
 * @type {View}
 */
export const AT_REST = { state: 'stopped', reason: null, retryAt: null, roundTrip: null, lastHeard: 0 };

/**
 * Where a line may go from where.
 *
 * - `connecting`: a token is being fetched, a handshake is under way, or its refusal is being looked into
 * - `recovering`: the server's welcome has come, and what was missed is coming in; messages go both ways
 * - `open`: nothing is missing
 * - `waiting`: lost; comes back at `retryAt`, or when the page is shown again
 * - `offline`: the browser says that there is no network; tried slowly all the same
 * - `stopped`: stays away until `retry()`
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const MOVES = Object.freeze({
  connecting: ['recovering', 'open', 'waiting', 'offline', 'stopped'],
  recovering: ['open', 'waiting', 'offline', 'stopped'],
  open: ['waiting', 'offline', 'stopped'],
  waiting: ['connecting', 'offline', 'stopped'],
  offline: ['connecting', 'stopped'],
  stopped: ['connecting'],
});

/**
 * @param {string} from
 * @param {string} to
 * @returns {string} `to`
 * @throws {Error} when the table has no such move
 */
export function move(from, to) {
  if (!MOVES[from]?.includes(to)) throw new Error(`illegal move of a line: ${from} to ${to}`);
  return to;
}

/**
 * @param {string} state
 * @returns {boolean} whether messages go over the line
 */
export const isUp = (state) => state === 'open' || state === 'recovering';
