/**
 * What a page keeps for one user of one server, over a reload: nobody else's, though it lies in the same storage.
 *
 * @param {?Storage} storage null: kept for as long as the page lives
 * @param {string} scope names user and server: the address of his endpoint
 * @returns {{get: (name: string) => ?string, set: (name: string, value: string) => void}} an empty value removes it
 */
export function createKept(storage, scope) {
  // What the storage does not take, because it is full or forbidden, is kept at least until the page is left.
  const here = new Map();
  const address = (name) => `lifeline ${scope} ${name}`;

  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null;
    }
  };

  return {
    get(name) {
      return here.get(name) ?? attempt(() => storage?.getItem(address(name))) ?? null;
    },
    set(name, value) {
      here.set(name, value);
      attempt(() => {
        if (value) storage?.setItem(address(name), value);
        else storage?.removeItem(address(name));
      });
    },
  };
}

/** @returns {?Storage} `sessionStorage` or `localStorage`; null where the browser forbids it by throwing */
export function storageOrNull(name) {
  try {
    return globalThis[name] ?? null;
  } catch {
    return null;
  }
}
