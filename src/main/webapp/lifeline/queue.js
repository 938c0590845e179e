import { randomId } from './ids.js';

/**
 * @typedef {object} Queue keeps messages that are not answered yet. No method rejects or throws: where nothing can be
 *     kept, nothing is, and the line goes on without.
 * @property {() => Promise<object[]>} load what earlier pages left, in the order in which it was written; once
 * @property {(message: object) => void} put keeps one more
 * @property {(cid: string) => void} remove
 */

/** What is older is not sent any more, in ms: the server, too, forgets after so long what it has had before. */
export const MAX_AGE = 7 * 24 * 3600 * 1000;

/**
 * A queue in IndexedDB. What other pages that are still there have in theirs is left alone, where the browser has Web
 * Locks; elsewhere it may be sent by both, which the server stores once.
 *
 * @param {string} key names endpoint and user
 * @param {object} [browser]
 * @param {IDBFactory} [browser.indexedDB]
 * @param {LockManager} [browser.locks]
 * @returns {?Queue} null where there is no IndexedDB
 */
export function browserQueue(key, { indexedDB = globalThis.indexedDB, locks = globalThis.navigator?.locks } = {}) {
  if (!indexedDB) return null;
  const owner = randomId();
  const opened = open(indexedDB).catch(() => null);
  const all = IDBKeyRange.bound([key], [key, []]);
  let lastAt = 0;
  let lastOrder = 0;
  let asked = false;
  let held = null;
  const kept = new Set();

  const run = async (act) => {
    try {
      return await act((await opened).transaction('messages', 'readwrite').objectStore('messages'));
    } catch {
      return null;
    }
  };

  // Only while something is kept: a page that holds a lock has no place in the back/forward cache.
  const hold = () => {
    if (asked || !locks) return;
    asked = true;
    const granted = () => new Promise((release) => {
      held = release;
      letGo();
    });
    locks.request(lockOf(key, owner), granted).catch(() => (asked = false));
  };

  const letGo = () => {
    if (kept.size > 0 || !held) return;
    held();
    held = null;
    asked = false;
  };

  return {
    async load() {
      const others = new Set(((await locks?.query().catch(() => null))?.held ?? []).map(({ name }) => name));
      const found = (await run((store) => done(store.getAll(all)))) ?? [];
      const orphans = found.filter((entry) => entry.owner !== owner && !others.has(lockOf(key, entry.owner)));
      const [fresh, stale] = split(orphans, ({ at }) => Date.now() - at < MAX_AGE);
      stale.forEach(({ cid }) => this.remove(cid));
      if (fresh.length) hold();
      fresh.forEach((entry) => {
        kept.add(entry.cid);
        run((store) => done(store.put({ ...entry, owner })));
      });
      return fresh.sort((a, b) => a.at - b.at || a.order - b.order).map(({ message }) => message);
    },
    put(message) {
      hold();
      kept.add(message.cid);
      // A clock that is set back does not change their order.
      lastAt = Math.max(lastAt, Date.now());
      const entry = { key, cid: message.cid, owner, at: lastAt, order: ++lastOrder, message };
      run((store) => done(store.put(entry)));
    },
    remove(cid) {
      kept.delete(cid);
      run((store) => done(store.delete([key, cid])));
      letGo();
    },
  };
}

const lockOf = (key, owner) => `lifeline queue ${key} ${owner}`;

function split(entries, test) {
  return [entries.filter(test), entries.filter((entry) => !test(entry))];
}

async function open(indexedDB) {
  const request = indexedDB.open('lifeline', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('messages', { keyPath: ['key', 'cid'] });
  return done(request);
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
