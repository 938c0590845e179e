import { withQuery } from './address.js';
import { DEAD_LINK, PAGE_CLOSED, TOKEN_EXPIRED, policyOf } from './codes.js';
import { Comeback } from './comeback.js';
import { Exchange } from './exchange.js';
import { messagesOf, withinLimit } from './frames.js';
import { Pulse } from './pulse.js';
import { reasonOf } from './reasons.js';
import { AT_REST, isUp, move } from './states.js';
import { Tokens } from './tokens.js';
import { verdict } from './verdict.js';

/**
 * @typedef {object} Audience the page, or the pages, that a line speaks for
 * @property {() => ?import('./position.js').At} at where the pages stand
 * @property {(view: import('./states.js').View) => void} state was changed
 * @property {(message: object, tell: boolean) => void} message has come; `tell` false: it is only counted
 * @property {(progress: import('./outgoing.js').Progress) => void} progress of a message that was sent
 */

/** One user's connection to the server, over as many sockets as it takes, one after the other. */
export class Link {
  #options;
  #addresses;
  #audience;
  #view = AT_REST;
  /** Counts sockets; events that carry an older number belong to a socket already replaced. */
  #attempt = 0;
  #socket = null;
  #pulse = null;
  #probes = null;
  #timer = 0;
  #limit = Infinity;
  #comeback;
  #exchange;
  #tokens;
  /** The server has set the time to come back: no event of the page makes it earlier. */
  #ordered = false;

  /**
   * @param {import('./options.js').Options} options
   * @param {import('./address.js').Addresses} addresses
   * @param {Audience} audience
   */
  constructor(options, addresses, audience) {
    this.#options = options;
    this.#addresses = addresses;
    this.#audience = audience;
    this.#comeback = new Comeback(options);
    this.#exchange = new Exchange(options, options.queue(addresses.key), {
      ...audience,
      write: (text) => this.#write(text),
    });
    this.#tokens = new Tokens(options, (token) => this.tell({ type: 'token', token }));
  }

  /** @returns {import('./states.js').View} */
  get view() { return this.#view; }

  /** @returns {object[]} messages that wait for their answers */
  get waiting() { return this.#exchange.waiting; }

  /** @see Sends.send */
  send(message) { this.#exchange.send(message); }

  /** @see Line.tell */
  tell(message) { this.#exchange.tell(message); }

  /** @see Exchange.taken */
  taken(at) { this.#exchange.taken(at); }

  /** Tries again at once; does nothing while connecting or up. */
  retry() {
    if (this.#view.state !== 'connecting' && !isUp(this.#view.state)) this.#connect();
  }

  /** Connects anew, from an earlier place in the streams. */
  rewind(at) {
    this.#exchange.rewind(at);
    if (!isUp(this.#view.state)) return;
    const attempt = this.#drop(PAGE_CLOSED);
    this.#setState('waiting', { retryAt: this.#options.now() });
    if (attempt === this.#attempt) this.#connect();
  }

  /** Closes the line; only `retry()` opens it again. */
  close() {
    if (this.#view.state === 'stopped') return;
    this.#end(PAGE_CLOSED, 'page');
    this.#setState('stopped', { reason: reasonOf('closed') });
  }

  /**
   * The page was left.
   *
   * @param {boolean} forGood false: it may come back from the browser's back/forward cache, with `wake()`; an open
   *     socket would keep it out of there
   */
  putAway(forGood) {
    if (forGood || this.#view.state === 'stopped') return;
    this.#end(PAGE_CLOSED, 'page');
    this.#ordered = false;
    if (this.#view.state !== 'waiting') this.#setState('waiting', { reason: reasonOf('away') });
  }

  /** The page may have lost its link unnoticed, or found its network again. */
  wake() {
    const { state } = this.#view;
    if (isUp(state)) this.#pulse?.probe(this.#options.probePatience);
    else if (state === 'waiting' && !this.#ordered) this.#connect();
    else if (state === 'offline' && !this.#isOffline()) this.#connect();
  }

  /** The browser says that there is no network. */
  offline() {
    const { state } = this.#view;
    if (state === 'offline' || state === 'stopped') return;
    this.#end(DEAD_LINK, 'offline');
    this.#comeBack({ offline: true });
  }

  // The only place where the state changes. To be called last: who is told may close or retry.
  #setState(next, { reason = this.#view.reason, retryAt = null } = {}) {
    const state = move(this.#view.state, next);
    this.#change({ state, reason: isUp(next) ? null : reason, retryAt });
    this.#audience.state(this.#view);
  }

  #change(what) {
    this.#view = { ...this.#view, ...what };
  }

  #connect() {
    const attempt = this.#drop();
    this.#arm(this.#options.handshakeTimeout, () => this.#lose('token'));
    this.#setState('connecting');
    if (attempt !== this.#attempt) return;
    if (this.#options.token) this.#withToken(attempt);
    else this.#dial(attempt);
  }

  async #withToken(attempt) {
    const failure = await this.#tokens.get().then(() => null, (error) => error ?? 'nothing was said');
    if (attempt !== this.#attempt) return;
    if (failure === null) this.#dial(attempt);
    else {
      this.#drop();
      this.#comeBack({ reason: reasonOf('token', { detail: failure.message ?? String(failure) }) });
    }
  }

  #dial(attempt) {
    const { socket, protocols, handshakeTimeout } = this.#options;
    const current = (act) => (event) => { if (attempt === this.#attempt) act(event); };
    try {
      this.#socket = socket(withQuery(this.#addresses.socket, this.#exchange.query()), this.#tokens.beside(protocols));
    } catch (error) {
      // A plain address on a secure page: the next attempt would fail alike.
      this.#drop();
      this.#setState('stopped', { reason: { title: error.message } });
      return;
    }
    let entered = false;
    this.#socket.onopen = current(() => { entered = true; });
    this.#socket.onmessage = current(({ data }) => this.#hear(data));
    this.#socket.onclose = current((event) => (entered ? this.#closed(event) : this.#askWhy()));
    this.#arm(handshakeTimeout, () => (entered ? this.#lose('silent') : this.#askWhy()));
  }

  #arm(ms, act) {
    this.#options.timers.clear(this.#timer);
    this.#timer = this.#options.timers.set(act, ms);
  }

  // Leaves the socket without waiting for it: on a dead link its close event may take minutes.
  #drop(code = DEAD_LINK) {
    this.#options.timers.clear(this.#timer);
    this.#pulse?.stop();
    this.#probes?.stop();
    this.#tokens.lost();
    this.#exchange.lost();
    this.#socket?.close(code);
    this.#socket = this.#pulse = this.#probes = null;
    this.#change({ roundTrip: null });
    return ++this.#attempt;
  }

  // Still `connecting`: the question belongs to the attempt.
  async #askWhy() {
    const { fetch, handshakeTimeout } = this.#options;
    const attempt = this.#drop();
    const abort = globalThis.AbortController && new AbortController();
    this.#arm(handshakeTimeout, () => (abort ? abort.abort() : this.#lose('unreachable')));
    const address = withQuery(this.#addresses.plain, this.#exchange.query());
    const answer = await verdict(address, { fetch, token: this.#tokens.value, signal: abort?.signal });
    if (attempt !== this.#attempt) return;
    this.#drop();
    const retoken = answer.reason.status === 401 && this.#tokens.refused();
    if (answer.stop && !retoken) this.#setState('stopped', answer);
    else this.#comeBack(answer);
  }

  #closed({ code, reason: words }) {
    const { final, refused } = policyOf(code);
    const reason = { code, title: words || `Closed with code ${code}` };
    const cid = refused ? this.#exchange.blame(code, words) : undefined;
    if (code === TOKEN_EXPIRED) this.#tokens.expired();
    this.#socket = null;
    const attempt = this.#end(code);
    if (refused) this.#audience.message({ type: 'refused', code, content: words, ...(cid && { cid }) }, true);
    if (attempt !== this.#attempt) return;
    if (final) this.#setState('stopped', { reason });
    else this.#comeBack({ reason });
  }

  // Where there is a socket, that is what has died.
  #lose(key) {
    const reason = reasonOf(key, this.#socket && { code: DEAD_LINK });
    this.#end(DEAD_LINK, 'dead');
    this.#comeBack({ reason });
  }

  // A handshake that failed is no connection: only the end of one that was up is told.
  #end(code, verdict) {
    const { state, lastHeard } = this.#view;
    if (isUp(state)) this.#exchange.ended({ code, silence: Math.max(0, this.#options.now() - lastHeard), verdict });
    return this.#drop(code);
  }

  #comeBack({ after = 0, offline = this.#isOffline(), reason = reasonOf('offline') } = {}) {
    const now = this.#options.now();
    const { delay, ordered } = this.#comeback.lost(now, after);
    const wait = offline ? this.#options.offlineRetry : delay;
    this.#ordered = ordered;
    this.#arm(wait, () => this.#connect());
    this.#setState(offline ? 'offline' : 'waiting', { reason, retryAt: now + wait });
  }

  #hear(data) {
    this.#change({ lastHeard: this.#options.now() });
    this.#pulse?.heard();
    this.#exchange.heard();
    if (data === 'pong') this.#pong();
    const attempt = this.#attempt;
    for (const message of messagesOf(data)) {
      if (attempt === this.#attempt) this.#take(message); // a handler may have closed the line
    }
  }

  #take(message) {
    const { type } = message;
    if (type === 'probe') {
      this.#probe(message);
      return;
    }
    if (type === 'welcome') this.#welcome(message);
    if (type === 'heartbeat') this.#pulse?.change(message);
    if (type === 'token') this.#tokens.good(message.expiresIn);
    if (type === 'bye') this.#comeback.bye(this.#options.now(), message.after);
    this.#exchange.take(message);
    if (type === 'live' && this.#view.state === 'recovering') this.#setState('open');
  }

  #welcome(message) {
    if (this.#view.state !== 'connecting') return;
    const { limits, heartbeat, recovered, from, position, expiresIn } = message;
    this.#options.timers.clear(this.#timer);
    this.#limit = limits?.message ?? Infinity;
    this.#comeback.opened(this.#options.now());
    this.#tokens.good(expiresIn);
    const acts = { ping: () => this.#put('ping'), dead: () => this.#lose('dead') };
    this.#pulse = new Pulse(this.#options, acts, heartbeat ?? {});
    // Before the page hears of it: what has waited longer goes first.
    this.#exchange.opened(message);
    if (!this.#pulse) return; // who was told of a refusal has closed the line
    const behind = recovered !== false && (position?.seq > from?.seq || position?.all > from?.all);
    this.#setState(behind ? 'recovering' : 'open');
  }

  async #probe(frame) {
    const attempt = this.#attempt;
    const found = await import('./probes.js').catch(() => null);
    if (attempt !== this.#attempt) return;
    this.#probes ??= found && new found.Probes(this.#options, this.#addresses.socket, this);
    this.#probes?.run(frame, this.#tokens, this.#pulse.patience);
  }

  #pong() {
    const roundTrip = this.#pulse?.pong() ?? null;
    if (roundTrip === null) return;
    this.#change({ roundTrip });
    this.#audience.message({ type: 'pong', roundTrip }, true);
  }

  #write(text) { this.#put(withinLimit(text, this.#limit)); }

  // A browser complains of what is written between a loss and its close event; all of it is said again.
  #put(text) {
    if (!(this.#socket.readyState > 1)) this.#socket.send(text);
  }

  #isOffline() { return this.#options.window?.navigator?.onLine === false; }
}
