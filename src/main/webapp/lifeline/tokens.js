import { backoffDelay } from './backoff.js';

/** A token is renewed this many ms before its end, or a fifth of its life if that is less. */
const EARLY = 60_000;

/** The token that a line shows to the server: fetched from the page, kept until it is used up, renewed in time. */
export class Tokens {
  #options;
  #renewed;
  #value = null;
  /** Refusals since a token was last good. */
  #refusals = 0;
  /** Of the renewal on this connection, while it is due or under way. */
  #timer = null;

  /**
   * @param {import('./options.js').Options} options `token`, `timers`, `backoff`, `random` of them
   * @param {(token: string) => void} renewed shows a new one on the open connection
   */
  constructor(options, renewed) {
    this.#options = options;
    this.#renewed = renewed;
  }

  /** @returns {Promise<string>} rejects with what the page's `token` failed on */
  async get() {
    if (this.#value === null) {
      const token = await this.#options.token();
      if (typeof token !== 'string' || token === '') throw new TypeError('token() gave no text');
      this.#value = token.trim();
    }
    return this.#value;
  }

  /** @returns {?string} the one in hand */
  get value() { return this.#value; }

  /** @param {unknown} expiresIn ms that the token is good for from now on; no number: for ever */
  good(expiresIn) {
    this.#refusals = 0;
    this.lost();
    if (this.#options.token && expiresIn > 0) this.#renewIn(expiresIn - Math.min(EARLY, expiresIn / 5));
  }

  /** @returns {boolean} whether a new one is worth a try: the first one was perhaps too old, the next one is wrong */
  refused() {
    if (this.#value === null) return false;
    this.#value = null;
    return ++this.#refusals === 1;
  }

  /** The server says that it is used up. */
  expired() {
    this.#value = null;
  }

  /** The connection is gone: nothing is renewed on it. */
  lost() {
    this.#options.timers.clear(this.#timer);
    this.#timer = null;
  }

  #renewIn(ms, tries = 0) {
    const timer = this.#options.timers.set(async () => {
      this.#value = null;
      try {
        const token = await this.get();
        if (timer === this.#timer) this.#renewed(token);
      } catch {
        // The old one is still good for a while; when it ends, the next handshake says what is wrong.
        if (timer === this.#timer) this.#renewIn(1000 + backoffDelay(tries, this.#options), tries + 1);
      }
    }, ms);
    this.#timer = timer;
  }
}
