import { reasonOf } from '../reasons.js';
import { Refused } from '../refused.js';
import { AT_REST } from '../states.js';

/** Counted up when tab and worker would not understand each other: tabs of two versions share nothing. */
const VERSION = 2;

/** Ms within which the worker answers, or is taken for dead. */
const PATIENCE = 5_000;

/** Ms between questions whether it lives: it may end with another tab's process, and no event tells. */
const INTERVAL = 15_000;

/** What can be told through a port. */
const TOLD = ['protocols', 'backoff', 'handshakeTimeout', 'stableAfter', 'probePatience', 'offlineRetry', 'maxQueued',
  'probes'];

/** A tab's end of a connection that it shares with the browser's other tabs; in place of a Link. */
export class Remote {
  #options;
  #addresses;
  #audience;
  #failed;
  #view = AT_REST;
  #port = null;
  #timer = null;
  #beat = null;
  /** The worker has said something since this tab joined. */
  #answered = false;

  /**
   * @param {import('../options.js').Options} options
   * @param {import('../address.js').Addresses} addresses
   * @param {import('../link.js').Audience & {joined: () => void}} audience `joined`: wants what waits for an answer,
   *     which may have come while this tab was not there
   * @param {() => void} failed the worker cannot be had, or answers no more
   */
  constructor(options, addresses, audience, failed) {
    this.#options = options;
    this.#addresses = addresses;
    this.#audience = audience;
    this.#failed = failed;
  }

  get isShared() { return true; }

  /** @returns {import('../states.js').View} */
  get view() { return this.#view; }

  /** @see Link.send */
  send(message) {
    if (this.#port) {
      if (this.#timer === null) this.#expect(); // it is queued, or refused
      this.#post({ op: 'send', message });
    } else if (this.#view.state !== 'stopped') this.#join();
  }

  /** @see Link.tell */
  tell(message) { this.#post({ op: 'tell', message }); }

  /** @see Link.taken */
  taken(at) { this.#post({ op: 'taken', at }); }

  /** @see Link.retry */
  retry() {
    if (this.#port) this.#post({ op: 'retry' });
    else this.#join();
  }

  /** @see Link.wake */
  wake() {
    if (!this.#port) this.#join();
    else {
      this.#expect();
      this.#post({ op: 'wake' });
    }
  }

  /** @see Link.offline */
  offline() { this.#post({ op: 'offline' }); }

  /** Closes the line for this tab. */
  close() {
    if (this.#view.state === 'stopped') return;
    this.#leave('close');
    this.#see({ ...this.#view, state: 'stopped', reason: reasonOf('closed'), retryAt: null });
  }

  /** @see Link.putAway */
  putAway(forGood) {
    if (!this.#port) return;
    // With its last page a worker may be frozen: a connection that it still had would stay, and the user with it.
    this.#leave(forGood ? 'leave' : 'close');
    if (!forGood) this.#see({ ...this.#view, state: 'waiting', reason: reasonOf('away'), retryAt: null });
  }

  #join() {
    const { SharedWorker = globalThis.SharedWorker } = this.#options;
    const name = `lifeline ${VERSION} ${this.#addresses.key}`;
    this.#see({ ...this.#view, state: 'connecting', retryAt: null });
    // Who was told may have closed it, or more.
    if (this.#port || this.#view.state !== 'connecting') return;
    try {
      const worker = new SharedWorker(new URL('./worker.js', import.meta.url), { type: 'module', name });
      worker.onerror = () => this.#giveUp();
      this.#port = worker.port;
    } catch {
      // A policy forbids it, or it is of another origin.
      this.#giveUp();
      return;
    }
    this.#port.onmessage = ({ data }) => this.#hear(data);
    this.#port.onclose = () => this.#lost();
    this.#answered = false;
    const options = Object.fromEntries(TOLD.map((option) => [option, this.#options[option]]));
    options.hasToken = Boolean(this.#options.token);
    this.#post({ op: 'join', options, addresses: this.#addresses, at: this.#audience.at() });
    this.#ask();
    this.#audience.joined();
  }

  #expect() {
    const { timers } = this.#options;
    timers.clear(this.#timer);
    this.#timer = timers.set(() => this.#lost(), PATIENCE);
  }

  #ask() {
    this.#beat = this.#options.timers.set(() => this.#ask(), INTERVAL);
    this.#expect();
    this.#post({ op: 'ask' });
  }

  // Another one is started in its place; or this one was only slow, and is joined again.
  #lost() {
    if (!this.#answered) this.#giveUp();
    else {
      this.#leave('leave');
      if (this.#view.state !== 'stopped') this.#join();
    }
  }

  #hear(data) {
    if (this.#timer !== null) this.#options.timers.clear(this.#timer);
    this.#timer = null;
    this.#answered = true;
    const { op, view, message, tell, progress, refused } = data;
    if (op === 'state') this.#see(view);
    else if (op === 'message') {
      this.#view = { ...this.#view, lastHeard: this.#options.now() };
      if (message.type === 'pong') this.#view.roundTrip = message.roundTrip;
      this.#audience.message(message, tell);
    } else if (op === 'progress') {
      const error = refused && new Refused(refused.code, refused.content, refused.cid);
      this.#audience.progress({ ...progress, ...(error && { error }) });
    } else if (op === 'token') this.#answerToken();
  }

  async #answerToken() {
    try {
      this.#post({ op: 'token', token: await this.#options.token() });
    } catch (error) {
      this.#post({ op: 'token', error: error?.message ?? String(error) });
    }
  }

  #see(view) {
    const { state, reason, retryAt } = this.#view;
    this.#view = view;
    const isNews = view.state !== state || view.retryAt !== retryAt || view.reason?.title !== reason?.title;
    if (isNews) this.#audience.state(view);
  }

  #post(data) {
    this.#port?.postMessage(data);
  }

  #leave(op) {
    const { timers } = this.#options;
    timers.clear(this.#timer);
    timers.clear(this.#beat);
    this.#timer = null;
    this.#post({ op });
    this.#port?.close();
    this.#port = null;
  }

  #giveUp() {
    const failed = this.#failed;
    // A worker that was given up may fail as well, later.
    this.#failed = () => {};
    this.#leave('leave');
    failed();
  }
}
