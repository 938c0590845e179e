import { Position, isNumbered } from '../position.js';

/** So many messages, and so many characters of them, are kept for a tab that comes later. */
const MESSAGES = 1000;
const CHARACTERS = 2 << 20;

/** The last messages of a connection: a tab that is a little behind gets them from here. */
export class Recent {
  #kept = [];
  #characters = 0;
  /** Everything after it, up to the newest, is here. */
  #base = new Position();
  #newest = new Position();
  /** What the store is known to have, also where that has not come yet. */
  #known = new Position();

  /** @returns {?import('../position.js').At} the last of each stream that has come */
  get newest() { return this.#newest.value; }

  /** @returns {?import('../position.js').At} the last of each stream that is known to be there */
  get known() { return this.#known.value; }

  /** @param {object} welcome of a connection: what comes now goes on here, or begins anew */
  opened(welcome) {
    const { epoch, from, recovered, position } = welcome;
    this.#known.start(welcome);
    this.#known.advance(position ?? {});
    const isKnown = recovered !== false && this.#newest.isOf({ epoch }) && this.#newest.reaches(from);
    if (isKnown && new Position({ epoch, ...from }).reaches(this.#base.value)) return;
    this.#kept = [];
    this.#characters = 0;
    this.#base.start(welcome);
    this.#newest.start(welcome);
  }

  /** @param {object} message that has come */
  add(message) {
    if (!isNumbered(message) || this.#newest.covers(message)) return;
    this.#newest.advance(message);
    this.#known.advance(message);
    const size = JSON.stringify(message).length;
    this.#kept.push({ message, size });
    this.#characters += size;
    while (this.#kept.length > MESSAGES || this.#characters > CHARACTERS) {
      const oldest = this.#kept.shift();
      this.#characters -= oldest.size;
      this.#base.advance(oldest.message);
    }
  }

  /**
   * @param {import('../position.js').At} at
   * @returns {?object[]} what came after it; null: some of that is not here
   */
  after(at) {
    if (!this.#base.isOf(at)) return null;
    const position = new Position(at);
    if (!position.reaches(this.#base.value)) return null;
    return this.#kept.map(({ message }) => message).filter((message) => !position.covers(message));
  }
}
