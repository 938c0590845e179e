const STREAMS = ['seq', 'all'];

const isNumber = (value) => Number.isSafeInteger(value) && value >= 0;

/** How far this page has come in the server's streams. */
export class Position {
  #at;

  /** @param {?{epoch: string, seq: number, all: number}} [from] where an earlier page stood; anything else is ignored */
  constructor(from = null) {
    this.#at = valid(from ?? {});
  }

  /** @returns {?{epoch: string, seq: number, all: number}} null: none yet */
  get value() { return this.#at && { ...this.#at }; }

  /** @param {{epoch?: string, from?: {seq: number, all: number}}} welcome which says where the line begins */
  start({ epoch, from }) {
    this.#at = valid({ epoch, ...from }) ?? this.#at;
  }

  /**
   * @param {{seq?: number, all?: number}} message
   * @returns {boolean} whether it belongs to a stream, and was taken before
   */
  covers(message) {
    return STREAMS.some((stream) => isNumber(message[stream]) && message[stream] <= this.#at?.[stream]);
  }

  /**
   * @param {{seq?: number, all?: number}} message that was taken
   * @returns {boolean} whether it is further now
   */
  advance(message) {
    const further = STREAMS.filter((stream) => isNumber(message[stream]) && message[stream] > this.#at?.[stream]);
    further.forEach((stream) => (this.#at[stream] = message[stream]));
    return further.length > 0;
  }
}

function valid({ epoch, seq, all }) {
  return typeof epoch === 'string' && isNumber(seq) && isNumber(all) ? { epoch, seq, all } : null;
}
