import { backoffDelay } from './backoff.js';
import { Refused } from './refused.js';

/** Refusals after which the same message may go out again. */
const PASSING = new Set(['unavailable', 'busy']);

/** Messages that wait for their answer, over as many connections as it takes. */
export class Sends {
  #options;
  #write;
  /** By cid, in the order given; `flying`: written to this connection. */
  #pending = new Map();
  /** Types that wait after a passing refusal, with their timers: later ones of a type do not overtake. */
  #held = new Map();
  #open = false;
  #lastOut = null;

  /**
   * @param {import('./options.js').Options} options `maxQueued`, `backoff`, `timers`, `random`, `newId` of them
   * @param {(text: string) => void} write to the open connection; may throw
   */
  constructor(options, write) {
    this.#options = options;
    this.#write = write;
  }

  /**
   * @param {object} message with `to` and `content`, or a `type`
   * @returns {Promise<{cid: string, timestamp: number}>} rejects with Refused
   */
  send(message) {
    return new Promise((resolve, reject) => {
      const { cid, type, text } = framed(message, this.#options.newId);
      const known = this.#pending.get(cid);
      const asker = { resolve, reject };
      if (known?.text === text) known.askers.push(asker);
      else if (known) throw new Refused('conflict', `another message with the cid ${cid} waits for its answer`, cid);
      else {
        this.#hasRoom(cid);
        this.#pending.set(cid, { cid, type, text, askers: [asker], flying: false, tries: 0 });
        this.#flush();
      }
    });
  }

  /** The line is open: all that is unanswered goes out, in its order. */
  opened() {
    this.#open = true;
    this.#lastOut = null;
    this.#flush();
  }

  /** The connection is gone, and perhaps what was written to it. */
  lost() {
    this.#open = false;
    this.#held.forEach((timer) => this.#options.timers.clear(timer));
    this.#held.clear();
    this.#pending.forEach((entry) => (entry.flying = false));
  }

  /**
   * @param {object} message from the server
   * @returns {?{tell: boolean}} null: it answers nothing here; `tell`: it is news for the page's handlers
   */
  answer(message) {
    const entry = this.#pending.get(message.cid);
    if (!entry) return null;
    const { type, code, content, timestamp, mine } = message;
    // The line itself, as this user's other connections get it, says as much as its `sent`.
    const isCopy = mine === true && entry.type === 'send';
    if (type === 'sent' || isCopy) this.#settle(entry).forEach(({ resolve }) => resolve({ cid: entry.cid, timestamp }));
    else if (type !== 'refused') return null;
    else if (PASSING.has(code)) this.#hold(entry);
    else this.#fail(entry, new Refused(code, content, entry.cid));
    return { tell: !isCopy && !this.#pending.has(entry.cid) };
  }

  /**
   * The connection was closed over what was written last.
   *
   * @param {number} code
   * @param {string} content in words
   * @returns {string|undefined} cid of the message that is not sent again
   */
  blame(code, content) {
    const entry = this.#pending.get(this.#lastOut);
    if (!entry?.flying) return undefined;
    this.#fail(entry, new Refused(code, content, entry.cid));
    return entry.cid;
  }

  #hasRoom(cid) {
    const { size } = this.#pending;
    const { maxQueued } = this.#options;
    if (size >= maxQueued) {
      throw new Refused('queue-full', `${size} messages wait for their answers, at most ${maxQueued} (maxQueued)`, cid);
    }
  }

  #flush() {
    for (const entry of this.#open ? this.#pending.values() : []) {
      if (entry.flying || this.#held.has(entry.type)) continue;
      try {
        this.#write(entry.text);
        entry.flying = true;
        this.#lastOut = entry.cid;
      } catch (error) {
        this.#fail(entry, error);
      }
    }
  }

  #hold(entry) {
    entry.flying = false;
    if (this.#held.has(entry.type)) return;
    const { backoff, random, timers } = this.#options;
    const release = () => {
      this.#held.delete(entry.type);
      this.#flush();
    };
    this.#held.set(entry.type, timers.set(release, backoffDelay(entry.tries++, { ...backoff, random })));
  }

  #settle(entry) {
    this.#pending.delete(entry.cid);
    return entry.askers;
  }

  #fail(entry, error) {
    this.#settle(entry).forEach(({ reject }) => reject(error));
  }
}

function framed(message, newId) {
  const isLine = message?.type === undefined && message?.to && message.content !== undefined;
  if (!isLine && typeof message?.type !== 'string') throw new TypeError('a message has to and content, or a type');
  const cid = String(message.cid ?? newId());
  const frame = { type: 'send', ...message, cid };
  return { cid, type: frame.type, text: JSON.stringify(frame) };
}
