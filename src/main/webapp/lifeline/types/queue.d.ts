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
export function browserQueue(key: string, { indexedDB, locks }?: {
    indexedDB?: IDBFactory | undefined;
    locks?: LockManager | undefined;
}): Queue | null;
/**
 * @typedef {object} Queue keeps messages that are not answered yet. No method rejects or throws: where nothing can be
 *     kept, nothing is, and the line goes on without.
 * @property {() => Promise<object[]>} load what earlier pages left, in the order in which it was written; once
 * @property {(message: object) => void} put keeps one more
 * @property {(cid: string) => void} remove
 */
/** What is older is not sent any more, in ms: the server, too, forgets after so long what it has had before. */
export const MAX_AGE: number;
/**
 * keeps messages that are not answered yet. No method rejects or throws: where nothing can be
 *     kept, nothing is, and the line goes on without.
 */
export type Queue = {
    /**
     * what earlier pages left, in the order in which it was written; once
     */
    load: () => Promise<object[]>;
    /**
     * keeps one more
     */
    put: (message: object) => void;
    remove: (cid: string) => void;
};
