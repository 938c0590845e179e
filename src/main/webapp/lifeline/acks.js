/** So many messages are acknowledged together, or what came within so many ms. */
const TOGETHER = 32;
const WITHIN = 1000;

/** Decides when messages that were taken are acknowledged. */
export class Acks {
  #timers;
  #send;
  #timer = 0;
  #count = 0;
  #open = false;

  /**
   * @param {import('./timers.js').Timers} timers
   * @param {() => void} send acknowledges everything taken so far
   */
  constructor(timers, send) {
    this.#timers = timers;
    this.#send = send;
  }

  /**
   * The line is open: what an earlier connection left over is acknowledged on this one.
   *
   * @param {boolean} recovered false: it belonged to a history that is not followed
   */
  opened(recovered) {
    this.#open = true;
    if (!recovered) this.#count = 0;
    if (this.#count > 0) this.#arm();
  }

  /** One more message was taken. */
  taken() {
    this.#count++;
    if (!this.#open) return;
    if (this.#count === 1) this.#arm();
    if (this.#count >= TOGETHER) this.now();
  }

  /** Does not wait any longer. */
  now() {
    if (!this.#open || this.#count === 0) return;
    this.#timers.clear(this.#timer);
    this.#count = 0;
    this.#send();
  }

  /** The connection is gone. */
  lost() {
    this.#open = false;
    this.#timers.clear(this.#timer);
  }

  #arm() {
    this.#timer = this.#timers.set(() => this.now(), WITHIN);
  }
}
