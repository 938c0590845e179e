import { Position } from '../position.js';

/** One tab, as the connection that it shares sees it. */
export class Tab {
  #port;
  /** Up to where messages were given to it: what is in its port arrives. */
  #given = new Position();
  #asked = null;

  /** @param {MessagePort} port */
  constructor(port) {
    this.#port = port;
  }

  /** @returns {?import('../position.js').At} up to where it was given messages; null: it takes what comes */
  get at() { return this.#given.value; }

  /** @param {?import('../position.js').At} at where the tab stands */
  start(at) {
    this.#given = new Position(at);
  }

  /** @param {object} data of our own between worker and tab */
  post(data) {
    this.#port.postMessage(data);
  }

  /**
   * @param {object} message
   * @param {boolean} tell false: it is only counted
   */
  message(message, tell) {
    const seen = message.type === 'welcome' ? this.#welcome(message) : message;
    this.#given.advance(message);
    this.post({ op: 'message', message: seen, tell });
  }

  // What others have missed is not missing in a tab that was further.
  #welcome(message) {
    const { epoch, from, recovered, reason, position } = message;
    if (recovered !== false && position && this.#isBeyond({ epoch, ...position })) {
      const welcome = { ...message, from: position, recovered: false, reason: 'ahead' };
      this.#given.start(welcome);
      return welcome;
    }
    const isHere = this.#given.isOf({ epoch }) && reason !== 'ahead' && this.#given.reaches(from);
    if (isHere && recovered === false) return { ...message, recovered: true, reason: undefined };
    if (recovered === false || !this.#given.isOf({ epoch })) this.#given.start(message);
    return message;
  }

  // The others may be behind a restored store's newest where this one is not.
  #isBeyond(newest) {
    return this.#given.isOf(newest) && !new Position(newest).reaches(this.#given.value);
  }

  /** @param {import('../outgoing.js').Progress} progress of any tab's message */
  progress({ error, ...progress }) {
    // An error keeps its message only on its way through a port.
    const refused = error && { code: error.code, content: error.content ?? error.message, cid: error.cid };
    this.post({ op: 'progress', progress, refused });
  }

  /** @returns {Promise<string>} a token that the tab's page gives */
  token() {
    this.post({ op: 'token' });
    return new Promise((resolve, reject) => (this.#asked = { resolve, reject }));
  }

  /** @param {{token?: string, error?: string}} answer to `token` */
  answer({ token, error }) {
    if (error === undefined) this.#asked?.resolve(token);
    else this.#asked?.reject(new Error(error));
    this.#asked = null;
  }
}
