import { Refused } from './refused.js';

/** So many lines are remembered for their receipts. */
const KEPT = 1000;

/**
 * @typedef {object} Progress of a message that this page wrote, or one before it
 * @property {string} cid
 * @property {object} message as it was given to `send`, with its `cid`
 * @property {'queued'|'sent'|'delivered'|'read'|'refused'} state `queued`: kept here until it is answered; `sent`:
 *     stored by the server; `delivered`, `read`: lines to a friend
 * @property {boolean} [restored] written by an earlier page, which was closed before the answer came
 * @property {number} [timestamp] of `sent`: the server's, ms since 1970
 * @property {Refused} [error] of `refused`
 */

/** What this page has written, and what became of it. */
export class Outgoing {
  #newId;
  #send;
  #tell;
  /** By cid: the message, and who waits for its answer. */
  #pending = new Map();
  /** Lines to friends that are sent and not read, by cid in their order. */
  #lines = new Map();

  /**
   * @param {import('./options.js').Options} options `newId` of them
   * @param {{send: (message: object) => void, tell: (progress: Progress) => void}} acts hands a message to the
   *     connection; tells the page
   */
  constructor({ newId }, { send, tell }) {
    this.#newId = newId;
    this.#send = send;
    this.#tell = tell;
  }

  /**
   * @param {object} given with `to` and `content`, or a `type`
   * @returns {Promise<{cid: string, timestamp: number}>} rejects with Refused
   */
  send(given) {
    return new Promise((resolve, reject) => {
      const message = named(given, this.#newId);
      const { cid } = message;
      const known = this.#pending.get(cid);
      if (known && JSON.stringify(known.message) !== JSON.stringify(message)) {
        throw new Refused('conflict', `another message with the cid ${cid} waits for its answer`, cid);
      }
      const askers = known?.askers ?? [];
      askers.push({ resolve, reject });
      if (known) return;
      this.#pending.set(cid, { message, askers });
      this.#hand(message);
    });
  }

  /** Hands everything whose answer is missing to the connection once more: it may be another, or have lost touch. */
  again() {
    this.#pending.forEach(({ message }) => this.#hand(message));
  }

  /**
   * @param {Progress} progress as the connection tells it, of any page's messages
   * @returns {boolean} whether it is this page's, or nobody else's
   */
  isOwn({ cid, restored }) { return this.#pending.has(cid) || restored === true; }

  /** @param {Progress} progress of a message of this page's */
  progress(progress) {
    const { cid, state, timestamp, error, message, restored } = progress;
    if (!this.#pending.has(cid)) this.#pending.set(cid, { message, askers: [], restored });
    const { message: own, askers, restored: old } = this.#pending.get(cid);
    if (state !== 'queued') this.#pending.delete(cid);
    if (state === 'sent' && own.to?.type === 'friend' && own.type === undefined) this.#remember(cid, own);
    askers.forEach(({ resolve, reject }) => {
      if (state === 'sent') resolve({ cid, timestamp });
      else if (state === 'refused') reject(error);
    });
    this.#tell({ ...progress, message: own, ...(old && { restored: true }) });
  }

  /** @param {{type: 'delivered'|'read', id: string, cid: string}} receipt for the lines to a friend, up to one */
  receipt({ type, id, cid }) {
    const last = this.#lines.get(cid);
    if (last?.message.to.id !== id) return;
    for (const [each, line] of this.#lines) {
      if (line.message.to.id === id && line.state !== type) {
        line.state = type;
        if (type === 'read') this.#lines.delete(each);
        this.#tell({ cid: each, message: line.message, state: type });
      }
      if (each === cid) return;
    }
  }

  #hand(message) {
    try {
      this.#send(message);
    } catch (error) {
      this.progress({ cid: message.cid, state: 'refused', error });
    }
  }

  #remember(cid, message) {
    this.#lines.set(cid, { message, state: 'sent' });
    if (this.#lines.size > KEPT) this.#lines.delete(this.#lines.keys().next().value);
  }
}

function named(message, newId) {
  const isLine = message?.type === undefined && message?.to && message.content !== undefined;
  if (!isLine && typeof message?.type !== 'string') throw new TypeError('a message has to and content, or a type');
  return { ...message, cid: String(message.cid ?? newId()) };
}
