import { addressesOf } from './address.js';
import { Handlers } from './handlers.js';
import { Intake } from './intake.js';
import { Link } from './link.js';
import { withDefaults } from './options.js';
import { Outgoing } from './outgoing.js';
import { Soon } from './soon.js';
import { watch } from './wake.js';

/** @typedef {{to: {id: string, type: 'friend'|'group'}, content: string, cid?: string}} Said a line of chat */

/**
 * Opens a line and keeps it open.
 *
 * @param {string} address of the endpoint, relative to the page: `web/count/u1`
 * @param {import('./options.js').Options} [options]
 * @returns {Line} on its way; handlers may be added right after
 * @throws {TypeError} when the address is none
 */
export function connect(address, options = {}) {
  return new Line(address, withDefaults(options));
}

/** One user's line to the server: over a connection of this page's own, or one that all tabs share. */
export class Line {
  #options;
  #addresses;
  #handlers = new Handlers();
  #stateHandlers = new Handlers();
  #sendHandlers = new Handlers();
  #intake;
  #outgoing;
  #carrier;
  #unwatch = null;

  /**
   * Lines come from `connect`.
   *
   * @param {string} address
   * @param {Required<import('./options.js').Options>} options
   */
  constructor(address, options) {
    this.#options = options;
    this.#addresses = addressesOf(address, options.base);
    this.#intake = new Intake(options, this.#addresses.key, {
      emit: (message) => this.#emit(message),
      taken: (at) => this.#carrier.taken(at),
    });
    this.#outgoing = new Outgoing(options, {
      send: (message) => this.#carrier.send(message),
      tell: (progress) => this.#sendHandlers.call('send', progress),
    });
    this.#carrier = options.share ? new Soon(() => this.#changed()) : this.#own();
    this.#carrier.retry();
    if (options.share) this.#share();
  }

  /** @returns {'connecting'|'recovering'|'open'|'waiting'|'offline'|'stopped'} see states.js */
  get state() { return this.#carrier.view.state; }

  /** @returns {?import('./reasons.js').Reason} why it is not up; null while it is, or not known */
  get reason() { return this.#carrier.view.reason; }

  /** @returns {?number} when it tries again, ms since 1970; null unless it waits for its time */
  get retryAt() { return this.#carrier.view.retryAt; }

  /** @returns {?number} ms that the last ping of this connection took; null before the first */
  get roundTrip() { return this.#carrier.view.roundTrip; }

  /** @returns {number} when anything was last heard, ms since 1970; 0: never */
  get lastHeard() { return this.#carrier.view.lastHeard; }

  /** @returns {boolean} whether its connection is that of other tabs too */
  get isShared() { return this.#carrier.isShared === true; }

  /**
   * Hears messages of one `type`, the server's or these: `system` (lines with `system: true`, whatever their type),
   * `refused` with a number as `code` (`{type, code, content, cid?}`: the connection was closed over what was sent
   * last), `reload` (`{type, reason}`: messages are missing, what the page shows must be loaded anew), `pong`
   * (`{type, roundTrip}`), `diagnosis` (`{type, cause, silence, lifetime, hops, en, zh}`: why the connection before this
   * one ended, where the server could tell), `*` (everything). A message comes once, even over many connections; it counts as taken
   * when its handlers have run.
   *
   * @param {string} type
   * @param {(message: any) => void} handler
   * @returns {() => void} takes the handler off
   */
  on(type, handler) { return this.#handlers.add(type, handler); }

  /**
   * Hears every change of state, after it has happened.
   *
   * @param {(line: Line) => void} handler
   * @returns {() => void} takes the handler off
   */
  onState(handler) { return this.#stateHandlers.add('state', handler); }

  /**
   * Hears what becomes of messages: those of this page, and those that earlier pages left unsent.
   *
   * @param {(progress: import('./outgoing.js').Progress) => void} handler
   * @returns {() => void} takes the handler off
   */
  onSend(handler) { return this.#sendHandlers.add('send', handler); }

  /**
   * Sends a message and waits for its answer. While the line is not up it waits its turn, also over a reload of the
   * page; after a reconnect what is unanswered goes out again under the same `cid`, which the server stores once.
   *
   * @param {Said | {type: string, cid?: string, [field: string]: unknown}} message a line of chat, or whatever the
   *     application handles
   * @returns {Promise<{cid: string, timestamp: number}>} when the server has it; rejects with Refused when it
   *     does not want it, when it is too large, or when too many wait (`maxQueued`)
   */
  send(message) { return this.#outgoing.send(message); }

  /**
   * Sends what gets no answer. While the line is not up it is dropped; of type `read` the newest for each
   * conversation goes out later.
   *
   * @param {object} message
   * @throws {Refused} when it is too large and the connection is this page's own
   */
  tell(message) { this.#carrier.tell(message); }

  /**
   * Tells a friend that his lines were shown.
   *
   * @param {string} id of the friend
   * @param {string} cid of the last line that was
   */
  read(id, cid) { this.tell({ type: 'read', to: { id, type: 'friend' }, cid }); }

  /** @param {{id: string, type: 'friend'|'group'}} to who shall see that something is being written */
  typing(to) { this.tell({ type: 'typing', to }); }

  /**
   * Takes back an own line, within 2 minutes.
   *
   * @param {string} cid
   * @param {{id: string, type: 'friend'|'group'}} to where it was sent
   * @returns {Promise<{cid: string, timestamp: number}>} like `send`
   */
  recall(cid, to) { return this.send({ type: 'recall', cid, to }); }

  /** Tries again at once; does nothing while connecting or up. */
  retry() { this.#carrier.retry(); }

  /** Closes the line for this page; only `retry()` opens it again. */
  close() {
    this.#intake.ending();
    this.#carrier.close();
  }

  #own() {
    return new Link(this.#options, this.#addresses, this.#audience());
  }

  async #share() {
    const alone = () => this.#goOnWith(this.#own());
    try {
      const { Remote } = await import('./shared/remote.js');
      this.#goOnWith(new Remote(this.#options, this.#addresses, this.#audience(), alone));
    } catch {
      alone();
    }
  }

  #goOnWith(carrier) {
    const closed = this.state === 'stopped';
    this.#carrier = carrier;
    if (!closed) carrier.retry();
    // A shared one asks for it itself, whenever it joins.
    if (!carrier.isShared) this.#outgoing.again();
  }

  #audience() {
    return {
      at: () => this.#intake.at,
      joined: () => this.#outgoing.again(),
      state: () => this.#changed(),
      message: (message, tell) => {
        this.#intake.take(message, tell);
        if (message.type === 'bye') this.#intake.ending();
      },
      progress: (progress) => {
        if (!this.#outgoing.isOwn(progress)) return;
        this.#intake.wrote(progress.cid);
        this.#outgoing.progress(progress);
      },
    };
  }

  #changed() {
    const stopped = this.state === 'stopped';
    if (stopped) this.#unwatch?.();
    this.#unwatch = stopped ? null : (this.#unwatch ?? this.#watch());
    this.#stateHandlers.call('state', this);
  }

  #emit(message) {
    if (message.type === 'delivered' || message.type === 'read') this.#outgoing.receipt(message);
    this.#handlers.call(message.system === true ? 'system' : message.type, message);
    this.#handlers.call('*', message);
  }

  #watch() {
    return watch(this.#options, {
      wake: () => this.#carrier.wake(),
      offline: () => this.#carrier.offline(),
      leave: (forGood) => {
        this.#intake.ending();
        this.#carrier.putAway(forGood);
      },
    });
  }
}
