import { AT_REST } from './states.js';

/** Stands in for a connection while the code for a shared one is loaded: what is sent meanwhile waits in the page. */
export class Soon {
  #view = AT_REST;
  #changed;

  /** @param {() => void} changed the state has */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @returns {import('./states.js').View} */
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
