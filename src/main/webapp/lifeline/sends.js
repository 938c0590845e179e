import { backoffDelay } from './backoff.js';
import { textOf } from './frames.js';
import { Refused } from './refused.js';

/** Refusals after which the same message may go out again. */
const PASSING = new Set(['unavailable', 'busy']);

/** Ms for which what this page writes waits for what earlier ones left: some browsers' IndexedDB hangs for ever. */
const LOADING = 5_000;

/** Messages that wait for their answer, over as many connections, and pages, as it takes. */
export class Sends {
  #options;
  #acts;
  #queue;
  /** By cid, in the order given; `flying`: written to this connection. */
  #pending = new Map();
  /** Types that wait after a passing refusal, with their timers: later ones of a type do not overtake. */
  #held = new Map();
  #open = false;
  /** What earlier pages left has come, or there is nothing to wait for. */
  #loaded = false;
  #lastOut = null;

  /**
   * @param {import('./options.js').Options} options `maxQueued`, `backoff`, `timers`, `random`, `now` of them
   * @param {?import('./queue.js').Queue} queue keeps messages over the end of the page; null: nothing does
   * @param {{write: (text: string) => void, progress: (progress: import('./outgoing.js').Progress) => void}} acts
   *     writes to the open connection, and may throw; tells what became of a message
   */
  constructor(options, queue, acts) {
    this.#options = options;
    this.#queue = queue;
    this.#acts = acts;
    if (queue) this.#load();
    else this.#loaded = true;
  }

  /** @returns {object[]} what waits, in its order */
  get waiting() { return [...this.#pending.values()].map(({ message }) => message); }

  /**
   * @param {object} message with a `cid`, and with `to` and `content`, or a `type`
   * @throws {Refused} when too many wait, or the server could not read it
   */
  send(message) {
    const { cid } = message;
    if (this.#pending.has(cid)) return;
    const { size } = this.#pending;
    const { maxQueued } = this.#options;
    if (size >= maxQueued) {
      throw new Refused('queue-full', `${size} messages wait for their answers, at most ${maxQueued} (maxQueued)`, cid);
    }
    this.#add(message);
    this.#queue?.put(message);
    this.#acts.progress({ cid, message, state: 'queued' });
    this.#flush();
  }

  /** The line is up: all that is unanswered goes out, in its order. */
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
   * @returns {boolean} whether it is an answer that concerns nobody but the waiting message
   */
  answer(message) {
    const entry = this.#pending.get(message.cid);
    if (!entry) return false;
    const { type, code, content, timestamp, mine } = message;
    // The line itself, as this user's other connections get it, says as much as its `sent`.
    const isCopy = mine === true && entry.type === 'send';
    if (type === 'sent' || isCopy) this.#settle(entry, { state: 'sent', timestamp });
    else if (type !== 'refused') return false;
    else if (!PASSING.has(code)) this.#fail(entry, new Refused(code, content, entry.cid));
    else {
      this.#hold(entry);
      return true;
    }
    return false;
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

  async #load() {
    const { timers } = this.#options;
    const timer = timers.set(() => this.#restore([]), LOADING);
    this.#restore(await this.#queue.load());
    timers.clear(timer);
  }

  // What is older goes first; what this page wrote while it was being loaded has waited for it.
  #restore(kept) {
    const newer = [...this.#pending.values()];
    this.#pending.clear();
    for (const message of kept) {
      const { cid } = message;
      this.#acts.progress({ cid, message, state: 'queued', restored: true });
      try {
        this.#add(message);
      } catch (error) {
        this.#fail({ cid, message }, error);
      }
    }
    newer.forEach((entry) => this.#pending.set(entry.cid, entry));
    this.#loaded = true;
    this.#flush();
  }

  #add(message) {
    const { cid, type = 'send' } = message;
    const text = textOf({ type, ...message });
    this.#pending.set(cid, { cid, type, message, text, flying: false, tries: 0 });
  }

  #flush() {
    for (const entry of this.#open && this.#loaded ? [...this.#pending.values()] : []) {
      // Who was told of a refusal may have closed the line.
      if (!this.#open || entry.flying || this.#held.has(entry.type)) continue;
      try {
        this.#acts.write(entry.text);
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
    const release = () => {
      this.#held.delete(entry.type);
      this.#flush();
    };
    this.#held.set(entry.type, this.#options.timers.set(release, backoffDelay(entry.tries++, this.#options)));
  }

  #settle({ cid, message }, outcome) {
    this.#pending.delete(cid);
    this.#queue?.remove(cid);
    this.#acts.progress({ cid, message, ...outcome });
  }

  #fail(entry, error) {
    this.#settle(entry, { state: 'refused', error });
  }
}
