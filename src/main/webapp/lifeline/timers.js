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
  const start = (timer, id) => {
    const { ms } = timer;
    if (worker) worker.postMessage({ id, ms });
    else timer.handle = setTimeout(fire, ms, id);
  };

  try {
    worker = new Worker(new URL('./timer-worker.js', import.meta.url), { type: 'module', name: 'lifeline' });
    worker.onmessage = ({ data }) => fire(data);
    worker.onerror = () => {
      worker = null;
      pending.forEach(start);
    };
  } catch {
    // They are the page's own.
  }

  return {
    set(callback, ms) {
      const timer = { callback, ms };
      pending.set(++lastId, timer);
      start(timer, lastId);
      return lastId;
    },
    clear(id) {
      clearTimeout(pending.get(id)?.handle);
      if (pending.delete(id)) worker?.postMessage({ id });
    },
  };
}

let shared = null;

/** @returns {Timers} one worker for all lines of the page, started when first asked for */
export const sharedTimers = () => (shared ??= workerTimers());
