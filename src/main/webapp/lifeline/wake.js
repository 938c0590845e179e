/**
 * Tells when a page may have lost its link unnoticed, or found its network again, and when it is left.
 *
 * @param {object} page
 * @param {?EventTarget} page.window with a `navigator`
 * @param {?EventTarget} page.document
 * @param {{wake: () => void, offline: () => void, leave: (forGood: boolean) => void}} acts
 * @returns {() => void} stops listening
 */
export function watch({ window, document }, { wake, offline, leave }) {
  return listen([
    [window, 'online', wake],
    [window, 'offline', offline],
    // Its first time is the page's own start; later ones bring it back from the back/forward cache.
    [window, 'pageshow', ({ persisted }) => persisted && wake()],
    [window, 'pagehide', ({ persisted }) => leave(persisted !== true)],
    [document, 'visibilitychange', () => document.visibilityState === 'visible' && wake()],
    // A frozen page is thawed.
    [document, 'resume', wake],
    // From one Wi-Fi to another, or to mobile: `online` does not say so.
    [window?.navigator?.connection, 'change', wake],
  ]);
}

/**
 * @param {[?EventTarget, string, (event: any) => void][]} listeners; a target that is missing, or no EventTarget, tells
 *     nothing
 * @returns {() => void} stops listening
 */
export function listen(listeners) {
  const all = (method) => listeners.forEach(([target, type, listener]) => target?.[method]?.(type, listener));
  all('addEventListener');
  return () => all('removeEventListener');
}
