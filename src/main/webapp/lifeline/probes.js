import { withQuery } from './address.js';
import { ASLEEP } from './pulse.js';
import { listen } from './wake.js';

const PROTOCOL = 'lifeline.probe';

/** So many are silent at once. */
const AT_ONCE = 3;

/** However long the silence: look this often, in ms, whether the machine has slept. */
const LOOK = 10_000;

/**
 * @typedef {'survived'|'cut'|'dropped'|'refused'|'void'|'metered'} Result of a probe. `survived`: a pong came after
 *     the silence; `cut`: closed during it without a Close frame; `dropped`: no pong came within patience, or the socket
 *     was closed in its place; `refused`: the handshake failed; `void`: it cannot tell; `metered`: nothing was tried
 */

/**
 * Tries for the server which silences the way there bears, on connections of their own, which may be lost. They belong
 * to one open connection, and end with it.
 */
export class Probes {
  #options;
  #address;
  #link;
  #running = new Set();
  #unwatch = null;

  /**
   * @param {import('./options.js').Options} options
   * @param {string} address of the connection that they belong to
   * @param {{tell: (frame: object) => void}} link that is told what they found
   */
  constructor(options, address, link) {
    this.#options = options;
    this.#address = address;
    this.#link = link;
  }

  /**
   * @param {{lease: string, silence: number}} frame of the server's: `silence` in ms
   * @param {import('./tokens.js').Tokens} tokens whose token a handshake shows
   * @param {number} patience ms for a pong
   */
  run({ lease, silence }, tokens, patience) {
    const report = (result) => this.#link.tell({ type: 'probed', lease, result });
    const { probes, window, token } = this.#options;
    if (!probes || isMetered(window)) return report('metered');
    const running = [...this.#running];
    // A browser opens no connection to a host while another handshake with it hangs.
    const isFull = running.length === AT_ONCE || running.some(({ isDialing }) => isDialing);
    const isBeingRenewed = token && tokens.value === null;
    if (isFull || isBeingRenewed || !(Number.isFinite(silence) && silence > 0)) return report('void');
    this.#unwatch ??= watchNetwork(window, () => this.#endAll((probe) => probe.end('void')));
    const probe = new Probe(this.#options, silence, patience, (result) => {
      this.#running.delete(probe);
      report(result);
    });
    this.#running.add(probe);
    return probe.start(withQuery(this.#address, { probe: lease }), tokens.beside([PROTOCOL]));
  }

  /** The connection that they belong to is gone, and with it who would hear of them. */
  stop() {
    this.#unwatch?.();
    this.#endAll((probe) => probe.drop());
  }

  #endAll(end) {
    [...this.#running].forEach(end);
  }
}

/** One connection that is silent, and then asks whether it is still one. */
class Probe {
  #options;
  #silence;
  #patience;
  #tell;
  #socket = null;
  /** @type {'dialing'|'silent'|'asked'} */
  #step = 'dialing';
  #timer = 0;
  #due = 0;

  constructor(options, silence, patience, tell) {
    this.#options = options;
    this.#silence = silence;
    this.#patience = patience;
    this.#tell = tell;
  }

  get isDialing() { return this.#step === 'dialing'; }

  start(address, protocols) {
    try {
      this.#socket = this.#options.socket(address, protocols);
    } catch {
      // The page's own kind of socket, which has no room for another one.
      this.end('metered');
      return;
    }
    this.#socket.onopen = () => this.#opened();
    this.#socket.onmessage = ({ data }) => this.end(this.#step === 'asked' && data === 'pong' ? 'survived' : 'void');
    this.#socket.onclose = ({ code }) => this.#closed(code);
    this.#wait(this.#options.handshakeTimeout, () => this.end('refused'));
  }

  /** @param {Result} result */
  end(result) {
    this.drop();
    this.#tell(result);
  }

  drop() {
    this.#options.timers.clear(this.#timer);
    if (!this.#socket) return;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(1000);
  }

  #opened() {
    // The page's own kind of socket, which takes no other subprotocol. Not every kind tells.
    if ((this.#socket.protocol ?? PROTOCOL) !== PROTOCOL) return this.end('metered');
    this.#step = 'silent';
    return this.#wait(this.#silence, () => this.#ask());
  }

  #ask() {
    this.#step = 'asked';
    // A browser complains of what is written between a loss and its close event.
    if (!(this.#socket.readyState > 1)) this.#socket.send('ping');
    this.#wait(this.#patience, () => this.end('dropped'));
  }

  #closed(code) {
    if (this.#options.now() - this.#due > ASLEEP) this.end('void');
    else if (this.isDialing) this.end('refused');
    else if (code !== 1006) this.end('void');
    else this.end(this.#step === 'silent' ? 'cut' : 'dropped');
  }

  #wait(ms, act) {
    this.#waitUntil(this.#options.now() + ms, act);
  }

  // Sockets may not outlive a sleep, whatever the way there bears.
  #waitUntil(end, act) {
    const { timers, now } = this.#options;
    timers.clear(this.#timer);
    this.#due = Math.min(end, now() + LOOK);
    this.#timer = timers.set(() => {
      if (Math.abs(now() - this.#due) > ASLEEP) this.end('void');
      else if (now() < end) this.#waitUntil(end, act);
      else act();
    }, this.#due - now());
  }
}

function isMetered(window) {
  const { saveData, type } = window?.navigator?.connection ?? {};
  return saveData === true || type === 'cellular';
}

// A connection's `change` is mostly one of its estimated speed.
function watchNetwork(window, changed) {
  const connection = window?.navigator?.connection;
  const kind = () => `${connection?.type} ${connection?.saveData}`;
  let last = kind();
  const compare = () => {
    if (kind() === last) return;
    last = kind();
    changed();
  };
  return listen([[window, 'online', changed], [window, 'offline', changed], [connection, 'change', compare]]);
}
