import { MAX_AGE } from './queue.js';

/**
 * @typedef {object} MiniProgram what is called of `wx`, of `uni`, or of another platform with their documented methods
 * @property {(request: any) => any} connectSocket gives the socket's task
 * @property {(request: any) => any} request
 * @property {(key: string) => any} getStorageSync
 * @property {(key: string, value: any) => void} setStorageSync
 * @property {(listener: () => void) => void} [onAppShow]
 * @property {(request: any) => any} [getNetworkType]
 * @property {(listener: (network: {isConnected: boolean, networkType: string}) => void) => void}
 *     [onNetworkStatusChange]
 */

/**
 * What `connect` needs where there is no browser, over what a mini program has in its place.
 *
 *     const line = connect('wss://www.example.com/web/count/u1', miniProgram(wx));
 *
 * The host must be entered with the platform as one of both requests and sockets. Once for an app: it listens to
 * the app's events as long as that lives.
 *
 * @param {MiniProgram} api `wx` or `uni`
 * @returns {import('./options.js').Options}
 */
export function miniProgram(api) {
  return {
    socket: (url, protocols) => new TaskSocket(api, url, protocols),
    fetch: (url, init) => request(api, url, init),
    storage: storageOf(api),
    queue: (key) => queueOf(api, key),
    timers: { set: (callback, ms) => setTimeout(callback, ms), clear: (id) => clearTimeout(id) },
    window: new AppEvents(api),
    document: null,
  };
}

/** A socket's task as a WebSocket, as far as a line uses one. */
class TaskSocket {
  onopen = null;
  onmessage = null;
  onclose = null;
  #task;
  #isOpen = false;
  #ended = false;

  constructor(api, url, protocols) {
    // Without one of the callbacks, uni gives a promise of the task.
    this.#task = api.connectSocket({ url, protocols, multiple: true, fail: (error) => this.#failed(error) });
    this.#task.onOpen(() => this.#opened());
    this.#task.onMessage(({ data }) => this.onmessage?.({ data }));
    this.#task.onClose(({ code = 1006, reason = '' } = {}) => this.#end(code, reason));
    this.#task.onError((error) => this.#failed(error));
  }

  send(text) {
    this.#task.send({ data: text, fail: (error) => this.#failed(error) });
  }

  close(code = 1000) {
    this.#ended = true;
    if (this.#isOpen) this.#task.close({ code, reason: '' });
  }

  // A task cannot be closed before it is open.
  #opened() {
    this.#isOpen = true;
    if (this.#ended) this.#task.close({ code: 1000, reason: '' });
    else this.onopen?.({});
  }

  // What fails may or may not be closed as well; and it may fail before anyone listens.
  #failed({ errMsg = '' } = {}) {
    Promise.resolve().then(() => {
      if (this.#isOpen && !this.#ended) this.#task.close({ code: 1000, reason: '' });
      this.#end(1006, errMsg);
    });
  }

  #end(code, reason) {
    if (this.#ended) return;
    this.#ended = true;
    this.onclose?.({ code, reason });
  }
}

function request(api, url, { headers = {}, signal } = {}) {
  return new Promise((resolve, reject) => {
    const task = api.request({
      url,
      header: headers,
      success: ({ statusCode, header, data }) => resolve(responseOf(statusCode, header, data)),
      fail: ({ errMsg }) => reject(new TypeError(errMsg)),
    });
    signal?.addEventListener('abort', () => task?.abort?.());
  });
}

function responseOf(status, header = {}, data) {
  const find = (name) => Object.entries(header).find(([each]) => each.toLowerCase() === name.toLowerCase());
  return {
    status,
    headers: { get: (name) => find(name)?.[1] ?? null },
    json: async () => (typeof data === 'string' ? JSON.parse(data) : data),
  };
}

// An empty text is what the platforms give for what is not there.
function storageOf(api) {
  return {
    getItem: (key) => api.getStorageSync(key) || null,
    setItem: (key, value) => api.setStorageSync(key, value),
  };
}

// One app at a time runs, with one line for each key: nobody else writes there.
function queueOf(api, key) {
  const name = `lifeline queue ${key}`;
  let kept = [];
  const found = () => {
    try {
      return api.getStorageSync(name) || [];
    } catch {
      return [];
    }
  };
  const save = () => {
    try {
      api.setStorageSync(name, kept);
    } catch {
      // No room left: what waits is kept in memory only.
    }
  };
  return {
    async load() {
      const fresh = found().filter(({ at }) => Date.now() - at < MAX_AGE);
      kept = [...fresh, ...kept];
      return fresh.map(({ message }) => message);
    },
    put(message) {
      kept.push({ at: Date.now(), message });
      save();
    },
    remove(cid) {
      kept = kept.filter(({ message }) => message.cid !== cid);
      save();
    },
  };
}

/** The app's events under the names that browsers have for them, as far as a line listens. */
class AppEvents {
  navigator = { onLine: true, connection: { type: 'unknown' } };
  #listeners = new Map();

  constructor(api) {
    api.onAppShow?.(() => this.#call('pageshow', { persisted: true }));
    api.getNetworkType?.({ success: ({ networkType }) => this.#isOf(networkType) });
    api.onNetworkStatusChange?.(({ isConnected, networkType }) => {
      this.navigator.onLine = isConnected;
      this.#isOf(networkType);
      this.#call(isConnected ? 'online' : 'offline', {});
    });
  }

  addEventListener(type, listener) {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set());
    this.#listeners.get(type).add(listener);
  }

  removeEventListener(type, listener) {
    this.#listeners.get(type)?.delete(listener);
  }

  // The platforms name the generation of a mobile network: 2g to 5g.
  #isOf(network) {
    this.navigator.connection.type = /^\dg$/i.test(network) ? 'cellular' : network;
  }

  #call(type, event) {
    [...(this.#listeners.get(type) ?? [])].forEach((listener) => listener(event));
  }
}
