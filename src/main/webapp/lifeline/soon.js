/** Stands in for a connection while the code that shares one is being loaded: what is sent meanwhile waits in the page. */
export class Soon {
  #view = { state: 'stopped', reason: null, retryAt: null, roundTrip: null, lastHeard: 0 };
  #changed;

  /** @param {() => void} changed the state has */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @returns {import('./link.js').View} */
  get view() { return this.#view; }

  retry() { this.#see('connecting'); }

  close() { this.#see('stopped'); }

  send() {}

  tell() {}

  taken() {}

  wake() {}

  offline() {}

  putAway() {}

  #see(state) {
    if (state === this.#view.state) return;
    this.#view = { ...this.#view, state };
    this.#changed();
  }
}
