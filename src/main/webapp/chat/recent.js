import { keyOf } from './store.js';

/** So many conversations are remembered, the newest. */
const KEPT = 20;

/**
 * Remembers which conversations there were, how much of each is unread, and how far the friend has got with the own
 * messages: what was said in them the server knows.
 *
 * @param {ReturnType<typeof import('./kept.js').createKept>} kept
 * @returns {{save: (state: import('./store.js').State) => void, load: () => object[]}}
 */
export function createRecent(kept) {
  let saved = kept.get('recent');

  return {
    save({ contacts, talks }) {
      const rows = Object.entries(talks)
        .filter(([key, { messages }]) => messages.length && Object.hasOwn(contacts, key))
        .sort(([, a], [, b]) => b.messages.at(-1).at - a.messages.at(-1).at)
        .slice(0, KEPT)
        .map(([key, { unread, delivered, read }]) => {
          const { type, id, name } = contacts[key];
          return [type, id, name, unread, delivered, read];
        });
      const next = JSON.stringify(rows);
      if (next === saved || rows.length === 0) return;
      saved = next;
      kept.set('recent', next);
    },

    /**
     * @returns {{key: string, type: string, id: string, name: string, unread: number, delivered: ?string,
     *     read: ?string}[]} newest first
     */
    load() {
      return parsed(saved)
        .filter((row) => Array.isArray(row) && ['friend', 'group'].includes(row[0]) && Number.isInteger(row[3]))
        .slice(0, KEPT)
        .map(([type, id, name, unread, delivered, read]) => ({
          key: keyOf(type, id), type, id: `${id}`, name: `${name}`, unread,
          delivered: cidOf(delivered), read: cidOf(read),
        }));
    },
  };
}

const cidOf = (kept) => (typeof kept === 'string' ? kept : null);

// Whatever lies in the storage: another version of the page may have written it.
function parsed(text) {
  try {
    const rows = JSON.parse(text ?? '[]');
    return Array.isArray(rows) ? rows : [];
  } catch {
    return [];
  }
}
