import { Acks } from './acks.js';
import { memoryOf } from './memory.js';
import { Position, isNumbered } from './position.js';
import { Repeats } from './repeats.js';

/** What comes to one page: each message once, over however many connections and reloads. */
export class Intake {
  #emit;
  #memory;
  #position;
  #repeats = new Repeats();
  #acks;
  #saving = false;

  /**
   * @param {import('./options.js').Options} options `storage` and `timers` of them
   * @param {string} key names endpoint and user
   * @param {{emit: (message: object) => void, taken: (at: import('./position.js').At) => void}} acts gives a message
   *     to the page's handlers; tells, now and then, how far the page has come
   */
  constructor({ storage, timers }, key, { emit, taken }) {
    this.#emit = emit;
    this.#memory = memoryOf(storage, key);
    this.#position = new Position(this.#memory.load());
    this.#acks = new Acks(timers, () => this.at && taken(this.at));
  }

  /** @returns {?import('./position.js').At} how far this page has come */
  get at() { return this.#position.value; }

  /**
   * @param {object} message as it came; goes to the page's handlers unless it went there before
   * @param {boolean} [tell=true] false: it is only counted
   */
  take(message, tell = true) {
    const lost = message.type === 'welcome' ? this.#start(message) : null;
    const isNew = !this.#position.covers(message) && !this.#repeats.has(message);
    if (isNew) this.#repeats.add(message);
    if (isNew && tell) this.#emit(message);
    if (this.#position.advance(message)) this.#saveSoon();
    if (isNumbered(message)) this.#acks.taken();
    if (lost !== null) this.#emit({ type: 'reload', reason: lost });
  }

  /** @param {string} cid of what this page wrote itself: a copy of it is no news */
  wrote(cid) {
    this.#repeats.add({ cid, mine: true });
  }

  /** Keeps and tells at once how far the page has come: it is about to end. */
  ending() {
    this.#save();
    this.#acks.now();
  }

  // A page that shares its connection keeps its place, wherever the connection may have begun.
  #start(welcome) {
    const { recovered, reason = 'lost' } = welcome;
    const known = this.at !== null;
    if (recovered !== false && this.#position.isOf(welcome)) return null;
    this.#position.start(welcome);
    this.#save();
    if (recovered === false) return reason;
    return known ? 'epoch' : null;
  }

  // Once for all messages of a frame; a copy of the tab must not begin behind what this page has handled.
  async #saveSoon() {
    if (this.#saving) return;
    this.#saving = true;
    await null;
    this.#saving = false;
    this.#save();
  }

  #save() {
    this.#memory.save(this.#position.value);
  }
}
