/** @typedef {{epoch: string, seq: number, all: number}} At a place in the server's streams */

const STREAMS = ['seq', 'all'];

const isNumber = (value) => Number.isSafeInteger(value) && value >= 0;

/**
 * @param {object} message
 * @returns {boolean} whether it belongs to a stream
 */
export const isNumbered = (message) => STREAMS.some((stream) => isNumber(message[stream]));

/** How far somebody has come in the server's streams. */
export class Position {
  #at;

  /** @param {?At} [from] where an earlier page stood; anything else is ignored */
  constructor(from = null) {
    this.#at = valid(from ?? {});
  }

  /** @returns {?At} null: none yet */
  get value() { return this.#at && { ...this.#at }; }

  /** @param {{epoch?: string, from?: {seq: number, all: number}}} welcome which says where the line begins */
  start({ epoch, from }) {
    this.#at = valid({ epoch, ...from }) ?? this.#at;
  }

  /**
   * @param {{epoch?: string}} other
   * @returns {boolean} whether both are of one history
   */
  isOf({ epoch }) { return this.#at?.epoch === epoch; }

  /**
   * @param {{seq?: number, all?: number}} message or place
   * @returns {boolean} whether it is in one of the streams, and was taken before
   */
  covers(message) {
    return STREAMS.some((stream) => isNumber(message[stream]) && message[stream] <= this.#at?.[stream]);
  }

  /**
   * @param {{seq?: number, all?: number}} place
   * @returns {boolean} whether nothing up to there is missing, in both streams
   */
  reaches(place) {
    return STREAMS.every((stream) => !isNumber(place?.[stream]) || place[stream] <= this.#at?.[stream]);
  }

  /**
   * @param {{seq?: number, all?: number}} message that was taken, or place
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
