/** So many messages are acknowledged together, or what came within so many ms. */
const TOGETHER = 32;
const WITHIN = 1000;

/** Decides when messages that were taken are acknowledged. */
export class Acks {
  #timers;
  #send;
  #timer = 0;
  #count = 0;

  /**
   * @param {import('./timers.js').Timers} timers
   * @param {() => void} send acknowledges everything taken so far
   */
  constructor(timers, send) {
    this.#timers = timers;
    this.#send = send;
  }

  /** One more message was taken. */
  taken() {
    this.#count++;
    if (this.#count === 1) this.#timer = this.#timers.set(() => this.now(), WITHIN);
    if (this.#count >= TOGETHER) this.now();
  }

  /** Does not wait any longer. */
  now() {
    if (this.#count === 0) return;
    this.#timers.clear(this.#timer);
    this.#count = 0;
    this.#send();
  }
}
