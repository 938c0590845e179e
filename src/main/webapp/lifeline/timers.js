/**
 * @typedef {object} Timers
 * @property {(callback: () => void, ms: number) => number} set starts a timer, gives its id
 * @property {(id: number) => void} clear stops it; an unknown id is ignored
 */

/**
 * Timers that keep time in a hidden page: they run in a dedicated worker. Where workers are missing or
 * forbidden (an old browser, a `worker-src` without this address) they are the page's own.
 *
 * @param {object} [options]
 * @param {typeof globalThis.Worker} [options.Worker]
 * @returns {Timers}
 */
export function workerTimers({ Worker = globalThis.Worker } = {}) {
  const pending = new Map();
  let lastId = 0;
  let worker = null;

  const fire = (id) => {
    const timer = pending.get(id);
    pending.delete(id);
    timer?.callback();
  };
  const startHere = (id, timer) => {
    timer.handle = setTimeout(fire, timer.ms, id);
  };
  const fallBack = () => {
    worker = null;
    pending.forEach((timer, id) => startHere(id, timer));
  };

  try {
    worker = new Worker(new URL('./timer-worker.js', import.meta.url), { type: 'module', name: 'lifeline' });
    worker.onmessage = ({ data }) => fire(data);
    worker.onerror = fallBack;
  } catch {
    worker = null;
  }

  return {
    set(callback, ms) {
      const id = ++lastId;
      const timer = { callback, ms, handle: null };
      pending.set(id, timer);
      if (worker) worker.postMessage({ id, ms });
      else startHere(id, timer);
      return id;
    },
    clear(id) {
      const timer = pending.get(id);
      if (!timer) return;
      pending.delete(id);
      clearTimeout(timer.handle);
      worker?.postMessage({ id });
    },
  };
}

let shared = null;

/** @returns {Timers} one worker for all lines of the page, started when first asked for */
export const sharedTimers = () => (shared ??= workerTimers());
