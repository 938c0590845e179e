/** So many messages are remembered: more than any connection leaves unacknowledged. */
const KEPT = 1000;

/** Knows messages that came before, by their sender and cid. */
export class Repeats {
  #known = new Set();

  /**
   * @param {{type?: string, fromid?: string, cid?: string, mine?: boolean}} message
   * @returns {boolean} whether it came before; one that names no sender or no cid never did
   */
  has(message) {
    return this.#known.has(keyOf(message));
  }

  /** @param {{type?: string, fromid?: string, cid?: string, mine?: boolean}} message to be known from now on */
  add(message) {
    const key = keyOf(message);
    if (key === null) return;
    this.#known.add(key);
    if (this.#known.size > KEPT) this.#known.delete(this.#known.values().next().value);
  }
}

// What this user wrote himself is known before the page knows by which id: it bears `mine`.
function keyOf({ type, fromid, cid, mine }) {
  if (cid === undefined || (fromid === undefined && mine !== true)) return null;
  return JSON.stringify(mine === true ? [cid] : [type, fromid, cid]);
}
