import { WELCOME } from './world.js';

/** A socket's task, with the methods that mini programs document. */
class FakeTask {
  #on = {};
  sent = [];
  closedWith = null;
  failsToSend = false;

  constructor({ url, protocols }) {
    this.url = url;
    this.protocols = protocols;
  }

  onOpen(listener) { this.#on.open = listener; }

  onMessage(listener) { this.#on.message = listener; }

  onClose(listener) { this.#on.close = listener; }

  onError(listener) { this.#on.error = listener; }

  send({ data, fail }) {
    if (this.failsToSend) fail({ errMsg: 'sendSocketMessage:fail' });
    else this.sent.push(data);
  }

  close(request) {
    this.closedWith = request;
  }

  // What the platform does.
  open() { this.#on.open({}); }

  frame(message) { this.#on.message({ data: JSON.stringify(message) }); }

  end(given) { this.#on.close(given); }

  fail(error) { this.#on.error(error); }

  welcome() {
    this.open();
    const [, seq = 0] = /&seq=(\d+)/.exec(this.url) ?? [];
    this.frame({ ...WELCOME, from: { seq: Number(seq), all: 0 } });
  }

  get frames() { return this.sent.filter((text) => text !== 'ping').map((text) => JSON.parse(text)); }
}

/** A mini program's platform: `api` is its `wx` or `uni`. */
export class FakeApp {
  tasks = [];
  asked = [];
  answer = null;
  #shown = [];
  #network = [];

  constructor(stored = new Map(), networkType = 'wifi') {
    this.networkType = networkType;
    this.stored = stored;
    this.api = {
      connectSocket: (request) => {
        this.tasks.push(new FakeTask(request));
        return this.task;
      },
      request: (request) => {
        this.asked.push(request);
        if (this.answer) request.success(this.answer);
        else request.fail({ errMsg: 'request:fail' });
        return { abort() {} };
      },
      getStorageSync: (key) => stored.get(key) ?? '',
      setStorageSync: (key, value) => stored.set(key, structuredClone(value)),
      getNetworkType: ({ success }) => success({ networkType: this.networkType }),
      onAppShow: (listener) => this.#shown.push(listener),
      onNetworkStatusChange: (listener) => this.#network.push(listener),
    };
  }

  get task() { return this.tasks.at(-1); }

  show() { this.#shown.forEach((listener) => listener()); }

  network(isConnected, networkType = 'wifi') {
    this.#network.forEach((listener) => listener({ isConnected, networkType }));
  }
}
