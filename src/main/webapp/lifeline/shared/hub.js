import { Position } from '../position.js';
import { isUp } from '../states.js';
import { Recent } from './recent.js';
import { Tab } from './tab.js';

/** Ms for which the connection outlives the last tab: on the way to another page of the same site there is none. */
const LINGER = 3_000;

/** One connection for all tabs that speak for one user to one endpoint. Each tab gets every message, once. */
export class Hub {
  #openLink;
  #now;
  #timers;
  #link = null;
  #tabs = new Set();
  #recent = new Recent();
  #welcome = null;
  #welcomedAt = 0;
  #lingering = 0;

  /**
   * @param {object} world
   * @param {(options: object, addresses: import('../address.js').Addresses,
   *     audience: import('../link.js').Audience) => import('../link.js').Link} world.openLink
   * @param {() => number} world.now ms
   * @param {import('../timers.js').Timers} world.timers
   */
  constructor({ openLink, now, timers }) {
    this.#openLink = openLink;
    this.#now = now;
    this.#timers = timers;
  }

  /** @param {MessagePort} port of a tab that may want to join */
  connect(port) {
    const tab = new Tab(port);
    const acts = {
      join: ({ options, addresses, at }) => this.#join(tab, options, addresses, at),
      send: ({ message }) => this.#send(tab, message),
      tell: ({ message }) => this.#tell(tab, message),
      taken: ({ at }) => this.#link.taken(at),
      retry: () => this.#link.retry(),
      wake: () => {
        this.#link.wake();
        tab.post({ op: 'awake' });
      },
      offline: () => this.#link.offline(),
      token: (answer) => tab.answer(answer),
      leave: () => this.#leave(tab, LINGER),
      close: () => this.#leave(tab, 0),
    };
    port.onmessage = ({ data }) => {
      if (this.#tabs.has(tab) || data.op === 'join') acts[data.op]?.(data);
    };
    port.onclose = () => this.#leave(tab, LINGER); // where ports tell it, also of a tab that crashed
  }

  #join(tab, options, addresses, at) {
    this.#timers.clear(this.#lingering);
    this.#tabs.add(tab);
    const audience = {
      at: () => at,
      state: (view) => this.#tabs.forEach((each) => each.post({ op: 'state', view })),
      message: (message, tell) => this.#message(message, tell),
      progress: (progress) => this.#tabs.forEach((each) => each.progress(progress)),
    };
    const token = options.hasToken ? () => this.#token() : null;
    this.#link ??= this.#openLink({ ...options, token, echo: true }, addresses, audience);
    tab.start(at);
    const { state } = this.#link.view;
    if (isUp(state)) this.#catchUp(tab);
    else if (state === 'stopped') this.#link.retry();
    else this.#link.wake();
    tab.post({ op: 'state', view: this.#link.view });
    this.#link.waiting.forEach((message) => {
      tab.progress({ cid: message.cid, message, state: 'queued', restored: true });
    });
  }

  // The connection is up, and began elsewhere.
  #catchUp(tab) {
    const { newest, known } = this.#recent;
    const time = this.#welcome.time + this.#now() - this.#welcomedAt;
    const welcome = { ...this.#welcome, position: known, time, recovered: true, reason: undefined };
    const lost = (reason) => tab.message({ ...welcome, from: known, recovered: false, reason }, true);
    const missed = tab.at === null ? [] : this.#recent.after(tab.at);
    if (tab.at && tab.at.epoch !== newest.epoch) lost('epoch');
    else if (tab.at && !new Position(known).reaches(tab.at)) lost('ahead');
    else if (missed === null) this.#link.rewind(tab.at);
    else {
      tab.message({ ...welcome, from: tab.at ?? newest }, true);
      missed.forEach((message) => tab.message(message, true));
    }
  }

  #message(message, tell) {
    const isWelcome = message.type === 'welcome';
    if (isWelcome) {
      this.#welcome = message;
      this.#welcomedAt = this.#now();
      this.#recent.opened(message);
    } else this.#recent.add(message);
    this.#tabs.forEach((tab) => tab.message(message, tell));
    if (isWelcome) this.#rewindForThoseBehind();
  }

  // The connection went on where the first tabs are; one that was still catching up would miss what is in between.
  #rewindForThoseBehind() {
    const behind = [...this.#tabs].map(({ at }) => at).filter((at) => this.#recent.after(at) === null);
    if (behind.length === 0) return;
    const least = (stream) => Math.min(...behind.map((at) => at[stream]));
    this.#link.rewind({ epoch: behind[0].epoch, seq: least('seq'), all: least('all') });
  }

  #send(tab, message) {
    try {
      this.#link.send(message);
    } catch (error) {
      tab.progress({ cid: message.cid, message, state: 'refused', error });
    }
  }

  #tell(tab, message) {
    try {
      this.#link.tell(message);
    } catch ({ code, content }) {
      tab.message({ type: 'refused', code, content }, true);
    }
  }

  // Each time another tab: one that is frozen answers nothing.
  #token() {
    const [tab] = this.#tabs;
    if (!tab) return Promise.reject(new Error('no tab is there'));
    this.#tabs.delete(tab);
    this.#tabs.add(tab);
    return tab.token();
  }

  #leave(tab, linger) {
    if (!this.#tabs.delete(tab)) return;
    tab.answer({ error: 'the tab that was asked is gone' });
    if (this.#tabs.size > 0) return;
    if (linger === 0) this.#link.close();
    else this.#lingering = this.#timers.set(() => this.#link.close(), linger);
  }
}
