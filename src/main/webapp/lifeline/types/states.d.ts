/**
 * @param {string} from
 * @param {string} to
 * @returns {string} `to`
 * @throws {Error} when the table has no such move
 */
export function move(from: string, to: string): string;
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
export const MOVES: Readonly<Record<string, readonly string[]>>;
export function isUp(state: string): boolean;
