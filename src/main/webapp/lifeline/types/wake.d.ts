/**
 * Tells when a page may have lost its link unnoticed, or found its network again, and when it is left.
 *
 * @param {object} page
 * @param {?EventTarget} page.window with a `navigator`
 * @param {?EventTarget} page.document
 * @param {{wake: () => void, offline: () => void, leave: (forGood: boolean) => void}} acts
 * @returns {() => void} stops listening
 */
export function watch({ window, document }: {
    window: EventTarget | null;
    document: EventTarget | null;
}, { wake, offline, leave }: {
    wake: () => void;
    offline: () => void;
    leave: (forGood: boolean) => void;
}): () => void;
/**
 * @param {[?EventTarget, string, (event: any) => void][]} listeners; a target that is missing, or no EventTarget, tells
 *     nothing
 * @returns {() => void} stops listening
 */
export function listen(listeners: [EventTarget | null, string, (event: any) => void][]): () => void;
