import { connect } from '../../../main/webapp/lifeline/lifeline.js';

/** Timers that run when the test moves the time. */
class FakeTimers {
  now = 1_700_000_000_000;
  #due = new Map();
  #lastId = 0;

  set(callback, ms) {
    this.#due.set(++this.#lastId, { at: this.now + ms, callback });
    return this.#lastId;
  }

  clear(id) {
    this.#due.delete(id);
  }

  get count() {
    return this.#due.size;
  }

  /** Lets `ms` pass, every timer firing on its time. */
  advance(ms) {
    const end = this.now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [id, { at, callback }] = next;
      this.#due.delete(id);
      this.now = Math.max(this.now, at);
      callback();
    }
    this.now = end;
  }

  /** The machine sleeps: `ms` pass, and what was due meanwhile fires only then. */
  sleep(ms) {
    this.now += ms;
    this.advance(0);
  }

  #next(end) {
    return [...this.#due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
  }
}

class FakeSocket {
  sent = [];
  closedWith = null;

  constructor(url, protocols) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text) {
    this.sent.push(text);
  }

  close(code) {
    this.closedWith = code;
  }

  // What the other side does.
  accept() {
    this.onopen({});
  }

  frame(data) {
    this.onmessage({ data: typeof data === 'string' ? data : JSON.stringify(data) });
  }

  end(code = 1006, reason = '') {
    this.onclose({ code, reason, wasClean: code !== 1006 });
  }

  get pings() {
    return this.sent.filter((text) => text === 'ping').length;
  }

  /** What was sent, but for pings. */
  get frames() {
    return this.sent.filter((text) => text !== 'ping').map((text) => JSON.parse(text));
  }

  /** What the handshake says of the client. */
  get query() {
    return Object.fromEntries(new URL(this.url).searchParams);
  }
}

class FakeStorage {
  #values = new Map();

  getItem(key) {
    return this.#values.get(key) ?? null;
  }

  setItem(key, value) {
    this.#values.set(key, value);
  }

  get entries() {
    return [...this.#values];
  }
}

export const WELCOME = {
  type: 'welcome',
  connection: 'c1',
  epoch: 'e1',
  recovered: true,
  heartbeat: { interval: 25_000, patience: 10_000 },
  limits: { message: 65_536 },
  time: 1_700_000_000_000,
};

export const problem = (status, { title = `Problem ${status}`, detail, headers = {} } = {}) => () =>
  Promise.resolve(
    new Response(JSON.stringify({ type: 'about:blank', title, status, detail }), {
      status,
      headers: { 'Content-Type': 'application/problem+json', ...headers },
    }),
  );

export const unreachable = () => Promise.reject(new TypeError('fetch failed'));

/** Everything around a line: time, sockets, the page's events and the server's plain answers. */
export class World {
  timers = new FakeTimers();
  sockets = [];
  asked = [];
  states = [];
  messages = [];
  progress = [];
  answer = unreachable;
  random = 0.5;
  storage = new FakeStorage();
  #ids = 0;
  window = Object.assign(new EventTarget(), { navigator: { onLine: true } });
  document = Object.assign(new EventTarget(), { visibilityState: 'visible' });

  connect(options) {
    return this.connectTo('web/count/u1', options);
  }

  /** Everything around a line, as options. */
  get base() {
    return {
      base: 'https://example.org/app/',
      socket: (url, protocols) => {
        const socket = new FakeSocket(url, protocols);
        this.sockets.push(socket);
        return socket;
      },
      fetch: (url, init) => {
        this.asked.push({ url, init });
        return this.answer(url, init);
      },
      timers: this.timers,
      now: () => this.timers.now,
      random: () => this.random,
      newId: () => `id${++this.#ids}`,
      storage: this.storage,
      queue: () => null,
      window: this.window,
      document: this.document,
    };
  }

  connectTo(address, options = {}) {
    this.line = connect(address, { ...this.base, ...options });
    this.line.onState((line) => this.states.push(line.state));
    this.line.on('*', (message) => this.messages.push(message));
    this.line.onSend((progress) => this.progress.push(progress));
    return this.line;
  }

  /** A line on which the welcome has come. */
  open(options) {
    this.connect(options);
    this.welcome();
    return this.line;
  }

  welcome(more = {}) {
    this.socket.accept();
    const { seq = 0, all = 0 } = this.socket.query;
    this.socket.frame({ ...WELCOME, from: { seq: Number(seq), all: Number(all) }, ...more });
  }

  /** The connection breaks, and the next one is open. */
  comeBack(more) {
    this.socket.end(1006);
    this.advance(this.wait);
    this.welcome(more);
  }

  /** Messages that came, but for welcomes. */
  get heard() {
    return this.messages.filter(({ type }) => type !== 'welcome');
  }

  get socket() {
    return this.sockets.at(-1);
  }

  advance(ms) {
    this.timers.advance(ms);
  }

  /** Ms until the line tries again. */
  get wait() {
    return this.line.retryAt - this.timers.now;
  }

  /** The handshake is refused; resolves when the server's verdict has been read. */
  async refuse(answer) {
    this.answer = answer;
    this.socket.end();
    await settled();
  }

  event(type, target = this.window, more = {}) {
    target.dispatchEvent(Object.assign(new Event(type), more));
  }
}

/** Everything that waited for a promise has run: the loop has come round once. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** What has become of a promise so far. */
export function watched(promise) {
  const seen = { state: 'pending' };
  promise.then(
    (value) => Object.assign(seen, { state: 'kept', value }),
    (error) => Object.assign(seen, { state: 'broken', error }),
  );
  return seen;
}
