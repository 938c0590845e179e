/**
 * Keeps a page's position over its reload.
 *
 * @param {?Pick<Storage, 'getItem' | 'setItem'>} storage null: keeps nothing
 * @param {string} key names endpoint and user
 * @returns {{load: () => ?object, save: (position: ?object) => void}}
 */
export function memoryOf(storage: Pick<Storage, "getItem" | "setItem"> | null, key: string): {
    load: () => object | null;
    save: (position: object | null) => void;
};
