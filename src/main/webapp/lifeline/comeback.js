import { backoffDelay } from './backoff.js';

/** Decides how long a lost line stays away. No clock, no timer: times are arguments, in ms of one clock. */
export class Comeback {
  #options;
  /** Attempts since the line was last stable. */
  #tries = 0;
  #openedAt = null;
  /** When the server's `bye` wants this client back. */
  #slot = null;

  /** @param {import('./options.js').Options} options `backoff`, `stableAfter` and `random` of them */
  constructor(options) {
    this.#options = options;
  }

  /** @param {number} now the line is open */
  opened(now) {
    this.#openedAt = now;
  }

  /**
   * The server is about to close, and gives this client its own time to come back.
   *
   * @param {number} now
   * @param {unknown} after ms; anything else than a number leaves it to the back-off
   */
  bye(now, after) {
    this.#slot = after >= 0 ? now + after : null;
  }

  /**
   * The line is lost.
   *
   * @param {number} now
   * @param {number} after ms that the server asked to be left alone
   * @returns {{delay: number, ordered: boolean}} `ordered`: the server has set the time, the page may not
   *     come earlier
   */
  lost(now, after) {
    const { stableAfter } = this.#options;
    if (this.#openedAt !== null && now - this.#openedAt >= stableAfter) this.#tries = 0;
    const jittered = after + backoffDelay(this.#tries++, this.#options);
    const slot = this.#slot;
    this.#openedAt = this.#slot = null;
    return slot > now ? { delay: slot - now, ordered: true } : { delay: jittered, ordered: after > 0 };
  }
}
