/**
 * Keeps a page's position over its reload.
 *
 * @param {?Pick<Storage, 'getItem' | 'setItem'>} storage null: keeps nothing
 * @param {string} key names endpoint and user
 * @returns {{load: () => ?object, save: (position: ?object) => void}}
 */
export function memoryOf(storage, key) {
  // A browser may forbid storage, or have no room left: then a reload begins where the server knows.
  return {
    load() {
      try {
        return JSON.parse(storage?.getItem(`lifeline ${key}`) ?? 'null');
      } catch {
        return null;
      }
    },
    save(position) {
      try {
        storage?.setItem(`lifeline ${key}`, JSON.stringify(position));
      } catch {}
    },
  };
}
