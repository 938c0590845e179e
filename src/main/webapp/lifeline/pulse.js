import { dueIn, firstBeat } from './heartbeat.js';

/** A timer this many ms off its time has slept with the machine, or the clock was set. */
export const ASLEEP = 5_000;

/** However long the interval: look this often, in ms, whether the machine has slept. */
const LOOK = 30_000;

/** Runs the heartbeat of one open socket, as heartbeat.js decides. */
export class Pulse {
  #options;
  #acts;
  #timer = 0;
  #interval;
  #patience;
  /** Patience with the ping under way: shorter after the page has woken up. */
  #answerWithin = 0;
  #firstAt = null;
  #lastHeard;
  /** When the ping went out after which nothing was heard; null: something was. */
  #pingedAt = null;
  #lastPing = 0;
  #unanswered = 0;

  /**
   * Starts it.
   *
   * @param {import('./options.js').Options} options
   * @param {{ping: () => void, dead: () => void}} acts sends a ping; is told, once, that the link is dead
   * @param {{interval?: number, patience?: number}} [rhythm] ms, 25,000 and 10,000 where the server is silent
   */
  constructor(options, acts, { interval = 25_000, patience = 10_000 }) {
    this.#options = options;
    this.#acts = acts;
    this.#interval = interval;
    this.#patience = patience;
    this.#lastHeard = options.now();
    this.#firstAt = this.#lastHeard + firstBeat(interval, options.random);
    this.#next();
  }

  /** @returns {number} ms that an answer may take */
  get patience() { return this.#patience; }

  /** @param {{interval?: number, patience?: number}} rhythm a new one, ms; what is missing stays */
  change({ interval = this.#interval, patience = this.#patience }) {
    this.#interval = interval;
    this.#patience = patience;
    this.#next();
  }

  /** Any frame is a sign of life. The timer stays: when it fires, it looks at what was heard. */
  heard() {
    this.#lastHeard = this.#options.now();
    this.#pingedAt = null;
  }

  /** @returns {?number} ms that the ping took; null while an older pong may be meant */
  pong() {
    if (this.#unanswered > 0) this.#unanswered--;
    return this.#unanswered === 0 ? Math.max(0, this.#lastHeard - this.#lastPing) : null;
  }

  /** @param {number} patience ms; asks at once whether the link is alive */
  probe(patience) {
    this.#firstAt = null;
    this.#answerWithin = patience;
    this.#pingedAt = this.#lastPing = this.#options.now();
    this.#unanswered++;
    this.#acts.ping();
    this.#next();
  }

  /** Ends it; nothing is told any more. */
  stop() {
    this.#options.timers.clear(this.#timer);
  }

  #next() {
    const { now, timers, probePatience } = this.#options;
    const ms = dueIn({
      now: now(),
      lastHeard: this.#lastHeard,
      pingedAt: this.#pingedAt,
      interval: this.#interval,
      patience: this.#answerWithin,
      firstAt: this.#firstAt,
    });
    this.stop();
    if (ms <= 0) return this.#pingedAt === null ? this.probe(this.#patience) : this.#acts.dead();
    const wait = Math.min(ms, LOOK);
    const due = now() + wait;
    this.#timer = timers.set(() => {
      // What was due during a sleep proves nothing: the answer may have come and not been read yet.
      if (Math.abs(now() - due) > ASLEEP) this.probe(probePatience);
      else this.#next();
    }, wait);
    return undefined;
  }
}
