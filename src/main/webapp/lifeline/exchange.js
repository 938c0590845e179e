import { Position, isNumbered } from './position.js';
import { Reads } from './reads.js';
import { Sends } from './sends.js';

/** What goes over a line, whichever socket carries it: nothing is lost, neither way. */
export class Exchange {
  #acts;
  #client;
  #position;
  #sends;
  #reads = new Reads();
  #open = false;
  /** How the last open connection ended; null: there was none, or it was told. */
  #last = null;
  /** Where the next handshake begins instead of where the pages are; null: there. */
  #from = null;
  /** Messages came since the last acknowledgement, or the pages have come further than the server knows. */
  #due = false;

  /**
   * @param {import('./options.js').Options} options
   * @param {?import('./queue.js').Queue} queue keeps what is not sent; null: nothing does
   * @param {object} acts
   * @param {() => ?import('./position.js').At} acts.at where the pages stand; they also tell it now and then
   * @param {(text: string) => void} acts.write to the open connection
   * @param {(message: object, tell: boolean) => void} acts.message for the pages; `tell` false: it is only counted
   * @param {(progress: import('./outgoing.js').Progress) => void} acts.progress of a page's message
   */
  constructor(options, queue, acts) {
    this.#acts = acts;
    this.#client = { client: options.newId(), ...(options.echo && { echo: 1 }) };
    this.#position = new Position(acts.at());
    this.#sends = new Sends(options, queue, acts);
  }

  /** @returns {Record<string, string|number>} what a handshake says of this client */
  query() {
    this.taken(this.#acts.at() ?? {});
    return { ...this.#client, ...(this.#from ?? this.#position.value) };
  }

  /** @returns {object[]} messages that wait for their answers */
  get waiting() { return this.#sends.waiting; }

  /** @param {import('./position.js').At} at where the next connection begins: a page is behind the others */
  rewind(at) {
    this.#from = at;
  }

  /** @param {object} welcome */
  opened(welcome) {
    this.#open = true;
    this.#from = null;
    if (welcome.recovered === false || !this.#position.isOf(welcome)) {
      this.#position.start(welcome);
      this.#due = false;
    }
    if (this.#last) this.#write(this.#last);
    this.#last = null;
    if (this.#due) this.#acknowledge();
    this.#sends.opened();
    if (this.#open) this.#tellReads();
  }

  /** The connection is gone, or there never was one. */
  lost() {
    this.#open = false;
    this.#sends.lost();
    this.#reads.lost();
  }

  /** @param {{code: number, silence: number, verdict?: string}} end of an open connection: the next one tells it */
  ended(end) {
    this.#last = { type: 'last', ...end };
  }

  /** @param {object} message as it came */
  take(message) {
    const own = this.#sends.answer(message);
    if (isNumbered(message)) this.#due = true;
    this.#acts.message(message, !own);
  }

  /**
   * A page has handled everything up to there. It is acknowledged even where the pages have been before: the server
   * waits for it.
   *
   * @param {import('./position.js').At} at
   */
  taken(at) {
    if (!this.#position.isOf(at)) return;
    if (this.#position.advance(at)) this.#due = true;
    if (this.#open && this.#due) this.#acknowledge();
  }

  /** Anything was heard: the link lives. */
  heard() {
    this.#reads.heard();
  }

  /** @see Sends.send */
  send(message) { this.#sends.send(message); }

  /** @see Line.tell */
  tell(message) {
    if (message.type === 'read') {
      this.#reads.keep(message);
      if (this.#open) this.#tellReads();
    } else if (this.#open) this.#write(message);
  }

  /** @see Sends.blame */
  blame(code, content) { return this.#sends.blame(code, content); }

  #acknowledge() {
    const { seq, all } = this.#position.value;
    this.#due = false;
    this.#write({ type: 'ack', seq, all });
  }

  #tellReads() {
    this.#reads.due().forEach((message) => this.#write(message));
  }

  #write(message) { this.#acts.write(JSON.stringify(message)); }
}
