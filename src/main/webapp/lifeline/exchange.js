import { Acks } from './acks.js';
import { memoryOf } from './memory.js';
import { Position } from './position.js';
import { Reads } from './reads.js';
import { Repeats } from './repeats.js';
import { Sends } from './sends.js';

/** What goes over a line, whichever socket carries it: nothing is lost, nothing comes twice. */
export class Exchange {
  #acts;
  #client;
  #memory;
  #position;
  #repeats = new Repeats();
  #acks;
  #sends;
  #reads = new Reads();
  #open = false;
  /** How the last open connection ended; null: there was none. */
  #last = null;

  /**
   * @param {import('./options.js').Options} options
   * @param {string} address of the endpoint
   * @param {{write: (text: string) => void, emit: (message: object) => void}} acts writes to the open connection;
   *     gives a message to the page's handlers
   */
  constructor(options, address, acts) {
    this.#acts = acts;
    this.#client = options.newId();
    this.#memory = memoryOf(options.storage, address);
    this.#position = new Position(this.#memory.load());
    this.#acks = new Acks(options.timers, () => this.#acknowledge());
    this.#sends = new Sends(options, acts.write);
  }

  /** @returns {Record<string, string|number>} what a handshake says of this client */
  get query() { return { client: this.#client, ...this.#position.value }; }

  /** @param {object} welcome */
  opened(welcome) {
    this.#open = true;
    this.#position.start(welcome);
    this.#memory.save(this.#position.value);
    if (this.#last) this.#write(this.#last);
    this.#acks.opened(welcome.recovered !== false);
    this.#sends.opened();
    this.#reads.due().forEach((message) => this.#write(message));
  }

  /** The connection is gone, or there never was one. */
  lost() {
    this.#open = false;
    this.#acks.lost();
    this.#sends.lost();
    this.#reads.lost();
  }

  /** @param {{code: number, silence: number, verdict?: string}} end of an open connection: the next one tells it */
  ended(end) {
    this.#last = { type: 'last', ...end };
  }

  /** Acknowledges at once what was taken: the connection is about to end. */
  ending() {
    this.#acks.now();
  }

  /** @param {object} message as it came; goes to the page's handlers unless it went there before */
  take(message) {
    const answer = this.#sends.answer(message);
    if (answer && message.type !== 'refused') this.#repeats.add({ cid: message.cid, mine: true });
    if (answer ? answer.tell : this.#isNews(message)) this.#acts.emit(message);
    if (this.#position.advance(message)) this.#acks.taken();
  }

  /** Anything was heard: the link lives. */
  heard() {
    this.#reads.heard();
  }

  /** @see Line.send */
  send(message) { return this.#sends.send(message); }

  /** @see Line.tell */
  tell(message) {
    if (message.type === 'read') {
      this.#reads.keep(message);
      if (this.#open) this.#reads.due().forEach((read) => this.#write(read));
    } else if (this.#open) this.#write(message);
  }

  /** @see Sends.blame */
  blame(code, content) { return this.#sends.blame(code, content); }

  #isNews(message) {
    if (this.#position.covers(message) || this.#repeats.has(message)) return false;
    this.#repeats.add(message);
    return true;
  }

  #acknowledge() {
    const { seq, all } = this.#position.value;
    this.#write({ type: 'ack', seq, all });
    this.#memory.save(this.#position.value);
  }

  #write(message) { this.#acts.write(JSON.stringify(message)); }
}
