// Loaded already when a line asks for it: then one turn of the loop is enough.
import '../../../main/webapp/lifeline/shared/remote.js';
import { Link } from '../../../main/webapp/lifeline/link.js';
import { Hub } from '../../../main/webapp/lifeline/shared/hub.js';
import { withDefaults } from '../../../main/webapp/lifeline/options.js';
import { World, settled } from './world.js';

/** A port whose messages arrive at once, copied as a browser copies them. */
class FakePort {
  onmessage = null;
  onclose = null;
  other = null;
  isOpen = true;
  /** What waits for `release`; null: all arrives at once. */
  held = null;

  /** @param {Error[]} failures takes what handlers throw */
  constructor(failures) {
    this.failures = failures;
  }

  postMessage(data) {
    const copy = structuredClone(data);
    if (this.isOpen) this.other?.deliver(copy);
  }

  deliver(data) {
    if (this.held) this.held.push(data);
    else this.#arrive(data);
  }

  // What fails at the other end is nothing to this one.
  #arrive(data) {
    try {
      this.onmessage?.({ data });
    } catch (error) {
      this.failures.push(error);
    }
  }

  /** What came while the page was still being set up arrives. */
  release() {
    const { held } = this;
    this.held = null;
    held?.forEach((data) => this.deliver(data));
  }

  close() {
    this.isOpen = false;
  }
}

/** A browser whose tabs share one worker for each name; its worker speaks to the sockets of the first world. */
export class SharedBrowser {
  worlds = [];
  /** What either side has thrown where nobody caught it. */
  failures = [];
  started = [];
  hubs = new Map();
  port = null;
  starting = false;
  broken = false;
  silent = false;
  queue = () => null;
  #ports = [];

  /** Opens a tab; `early` is done to its line before it knows of any worker. */
  async tab(address = 'web/count/u1', { storage, early, options = {} } = {}) {
    const world = new World();
    const [first] = this.worlds;
    this.worlds.push(world);
    if (first) world.timers = first.timers;
    if (storage) world.storage = storage;
    const browser = this;
    this.starting = true;
    world.connectTo(address, {
      share: true,
      SharedWorker: class {
        constructor(url, { name, type }) {
          browser.started.push({ url, name, type });
          if (browser.broken) throw new Error('forbidden');
          this.port = browser.port = new FakePort(browser.failures);
          this.port.held = browser.starting ? [] : null;
          if (!browser.silent) browser.hub(name).connect(browser.pair(this.port));
        }
      },
      ...options,
    });
    early?.(world.line);
    await settled();
    this.starting = false;
    this.port?.release();
    this.port = null;
    return world;
  }

  pair(port) {
    const other = new FakePort(this.failures);
    this.#ports.push(other);
    other.other = port;
    port.other = other;
    return other;
  }

  /** The process of its workers ends, and no tab is told. */
  crash() {
    this.hubs.clear();
    this.#ports.splice(0).forEach((port) => {
      port.close();
      port.onmessage = null;
    });
  }

  hub(name) {
    const [world] = this.worlds;
    if (!this.hubs.has(name)) {
      const openLink = (options, ...rest) =>
        new Link(withDefaults({ ...world.base, ...options, queue: this.queue }), ...rest);
      this.hubs.set(name, new Hub({ openLink, now: () => world.timers.now, timers: world.timers }));
    }
    return this.hubs.get(name);
  }

  get sockets() { return this.worlds[0].sockets; }

  get socket() { return this.sockets.at(-1); }

  /** The newest connection's welcome comes. */
  welcome(more) { this.worlds[0].welcome(more); }
}
