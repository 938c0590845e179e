import { DEAD_LINK, PAGE_CLOSED, policyOf } from './codes.js';
import { Comeback } from './comeback.js';
import { Exchange } from './exchange.js';
import { messagesOf, withinLimit } from './frames.js';
import { Handlers } from './handlers.js';
import { addresses, withDefaults, withQuery } from './options.js';
import { Pulse } from './pulse.js';
import { move } from './states.js';
import { verdict } from './verdict.js';
import { watch } from './wake.js';

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

/** One user's line to the server, over as many sockets as it takes, one after the other. */
export class Line {
  #options;
  #addresses;
  #handlers = new Handlers();
  #stateHandlers = new Handlers();
  #state = 'stopped';
  #reason = null;
  #retryAt = null;
  #roundTrip = null;
  #lastHeard = 0;
  /** Counts sockets; events that carry an older number belong to a socket already replaced. */
  #attempt = 0;
  #socket = null;
  #pulse = null;
  #timer = 0;
  #limit = Infinity;
  #comeback;
  #exchange;
  /** The server has set the time to come back: no event of the page makes it earlier. */
  #ordered = false;
  #unwatch = () => {};

  constructor(address, options) {
    this.#options = options;
    this.#addresses = addresses(address, options.base);
    this.#comeback = new Comeback(options);
    const acts = { write: (text) => this.#write(text), emit: (message) => this.#emit(message) };
    this.#exchange = new Exchange(options, this.#addresses.plain, acts);
    this.#connect();
  }

  /** @returns {'connecting'|'open'|'waiting'|'offline'|'stopped'} see states.js */
  get state() { return this.#state; }

  /** @returns {?import('./verdict.js').Reason} why it is not open; null while it is, or not known */
  get reason() { return this.#reason; }

  /** @returns {?number} when it tries again, ms since 1970; null unless it waits */
  get retryAt() { return this.#retryAt; }

  /** @returns {?number} ms that the last ping of this connection took; null before the first */
  get roundTrip() { return this.#roundTrip; }

  /** @returns {number} when anything was last heard, ms since 1970; 0: never */
  get lastHeard() { return this.#lastHeard; }

  /**
   * Hears messages of one `type`, the server's or these: `system` (lines with `system: true`, whatever their type),
   * `refused` with a number as `code` (`{type, code, content, cid?}`: the connection was closed over what was sent
   * last), `reload` (`{type, reason}`: messages are missing, what the page shows must be loaded anew), `pong`
   * (`{type, roundTrip}`), `*` (everything). A message comes once, even over many connections; it counts as taken
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
   * Sends a message and waits for its answer. While the line is not open it waits its turn; after a reconnect what is
   * unanswered goes out again under the same `cid`, which the server stores once.
   *
   * @param {{to: {id: string, type: 'friend'|'group'}, content: string, cid?: string} | {type: string, cid?: string}}
   *     message a line of chat, or whatever the application handles
   * @returns {Promise<{cid: string, timestamp: number}>} when the server has it; rejects with Refused when it
   *     does not want it, when it is too large, or when too many wait (`maxQueued`)
   */
  send(message) { return this.#exchange.send(message); }

  /**
   * Sends what gets no answer. While the line is not open it is dropped; of type `read` the newest for each
   * conversation goes out later.
   *
   * @param {object} message
   * @throws {Refused} when it is too large
   */
  tell(message) { this.#exchange.tell(message); }

  /** Tells the friend `id` that his lines were shown, up to the one named `cid`. */
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

  /** Tries again at once; does nothing while connecting or open. */
  retry() {
    if (this.#state !== 'connecting' && this.#state !== 'open') this.#connect();
  }

  /** Closes the line; only `retry()` opens it again. */
  close() {
    if (this.#state === 'stopped') return;
    this.#exchange.ending();
    this.#noteEnd(PAGE_CLOSED, 'page');
    this.#drop(PAGE_CLOSED);
    this.#setState('stopped', { reason: { title: 'Closed by the page' } });
  }

  // The only place where the state changes. To be called last: a handler may close or retry.
  #setState(next, { reason = this.#reason, retryAt = null } = {}) {
    const before = this.#state;
    this.#state = move(before, next);
    this.#reason = next === 'open' ? null : reason;
    this.#retryAt = retryAt;
    if (next === 'stopped') this.#unwatch();
    if (before === 'stopped') this.#unwatch = this.#watch();
    this.#stateHandlers.call('state', this);
  }

  #connect() {
    const { WebSocket, protocols, handshakeTimeout } = this.#options;
    const attempt = this.#drop();
    const current = (act) => (event) => { if (attempt === this.#attempt) act(event); };
    try {
      this.#socket = new WebSocket(withQuery(this.#addresses.socket, this.#exchange.query), protocols);
    } catch (error) {
      // A plain address on a secure page: the next attempt would fail alike.
      this.#setState('connecting');
      current(() => this.#setState('stopped', { reason: { title: error.message } }))();
      return;
    }
    let entered = false;
    this.#socket.onopen = current(() => { entered = true; });
    this.#socket.onmessage = current(({ data }) => this.#hear(data));
    this.#socket.onclose = current((event) => (entered ? this.#closed(event) : this.#askWhy()));
    this.#arm(handshakeTimeout, () => (entered ? this.#lose('The server sent no welcome') : this.#askWhy()));
    this.#setState('connecting');
  }

  #arm(ms, act) {
    this.#options.timers.clear(this.#timer);
    this.#timer = this.#options.timers.set(act, ms);
  }

  // Leaves the socket without waiting for it: on a dead link its close event may take minutes.
  #drop(code = DEAD_LINK) {
    this.#options.timers.clear(this.#timer);
    this.#pulse?.stop();
    this.#exchange.lost();
    this.#socket?.close(code);
    this.#socket = this.#pulse = this.#roundTrip = null;
    return ++this.#attempt;
  }

  // Still `connecting`: the question belongs to the attempt.
  async #askWhy() {
    const { fetch, handshakeTimeout } = this.#options;
    const attempt = this.#drop();
    const abort = new AbortController();
    this.#arm(handshakeTimeout, () => abort.abort());
    const address = withQuery(this.#addresses.plain, this.#exchange.query);
    const answer = await verdict(address, { fetch, signal: abort.signal });
    if (attempt !== this.#attempt) return;
    this.#drop();
    if (answer.stop) this.#setState('stopped', answer);
    else this.#comeBack(answer);
  }

  #closed({ code, reason: words }) {
    const { final, refused } = policyOf(code);
    const reason = { code, title: words || `Closed with code ${code}` };
    const cid = refused ? this.#exchange.blame(code, words) : undefined;
    this.#noteEnd(code);
    const attempt = this.#drop();
    if (refused) this.#emit({ type: 'refused', code, content: words, ...(cid && { cid }) });
    if (attempt !== this.#attempt) return;
    if (final) this.#setState('stopped', { reason });
    else this.#comeBack({ reason });
  }

  #lose(title) {
    this.#noteEnd(DEAD_LINK, 'dead');
    this.#drop();
    this.#comeBack({ reason: { code: DEAD_LINK, title } });
  }

  // A handshake that failed is no connection: only the end of one that was open is told.
  #noteEnd(code, verdict) {
    if (this.#state !== 'open') return;
    this.#exchange.ended({ code, silence: Math.max(0, this.#options.now() - this.#lastHeard), verdict });
  }

  #comeBack({ after = 0, reason, offline = this.#isOffline() } = {}) {
    const now = this.#options.now();
    const { delay, ordered } = this.#comeback.lost(now, after);
    const wait = offline ? this.#options.offlineRetry : delay;
    this.#ordered = ordered;
    this.#arm(wait, () => this.#connect());
    this.#setState(offline ? 'offline' : 'waiting', { reason, retryAt: now + wait });
  }

  #hear(data) {
    this.#lastHeard = this.#options.now();
    this.#pulse?.heard();
    this.#exchange.heard();
    if (data === 'pong') this.#pong();
    const attempt = this.#attempt;
    for (const message of messagesOf(data)) {
      if (attempt === this.#attempt) this.#take(message); // a handler may have closed the line
    }
  }

  #take(message) {
    if (message.type === 'welcome') this.#welcome(message);
    if (message.type === 'heartbeat') this.#pulse?.change(message);
    if (message.type === 'bye') this.#comeback.bye(this.#options.now(), message.after);
    this.#exchange.take(message);
    if (message.type === 'bye') this.#exchange.ending();
    if (message.type === 'welcome' && message.recovered === false) this.#emit({ type: 'reload', reason: message.reason });
  }

  #welcome(message) {
    if (this.#state !== 'connecting') return;
    this.#options.timers.clear(this.#timer);
    this.#limit = message.limits?.message ?? Infinity;
    this.#comeback.opened(this.#options.now());
    const acts = { ping: () => this.#socket.send('ping'), dead: () => this.#lose('Nothing heard any more') };
    this.#pulse = new Pulse(this.#options, acts, message.heartbeat);
    // Before the page hears of it: what has waited longer goes first.
    this.#exchange.opened(message);
    this.#setState('open');
  }

  #pong() {
    const roundTrip = this.#pulse?.pong() ?? null;
    if (roundTrip === null) return;
    this.#roundTrip = roundTrip;
    this.#emit({ type: 'pong', roundTrip });
  }

  #write(text) { this.#socket.send(withinLimit(text, this.#limit)); }

  #emit(message) {
    this.#handlers.call(message.system === true ? 'system' : message.type, message);
    this.#handlers.call('*', message);
  }

  #watch() {
    const wake = () => {
      if (this.#state === 'open') this.#pulse?.probe(this.#options.probePatience);
      else if (this.#state === 'waiting' && !this.#ordered) this.#connect();
      else if (this.#state === 'offline' && !this.#isOffline()) this.#connect();
    };
    const offline = () => {
      if (this.#state === 'offline' || this.#state === 'stopped') return;
      this.#noteEnd(DEAD_LINK, 'offline');
      this.#drop();
      this.#comeBack({ offline: true });
    };
    return watch(this.#options, { wake, offline, leave: () => this.#exchange.ending() });
  }

  #isOffline() { return this.#options.window?.navigator?.onLine === false; }
}
