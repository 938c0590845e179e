/**
 * Keeps a line's position over a reload of the page.
 *
 * @param {?Storage} storage null: keeps nothing
 * @param {string} address of the endpoint, which names the user; without its query, where a token may stand
 * @returns {{load: () => ?object, save: (position: ?object) => void}}
 */
export function memoryOf(storage, address) {
  const { host, pathname } = new URL(address);
  const key = `lifeline ${host}${pathname}`;
  // A browser may forbid storage, or have no room left: then a reload begins where the server knows.
  return {
    load() {
      try {
        return JSON.parse(storage?.getItem(key) ?? 'null');
      } catch {
        return null;
      }
    },
    save(position) {
      try {
        storage?.setItem(key, JSON.stringify(position));
      } catch {}
    },
  };
}
