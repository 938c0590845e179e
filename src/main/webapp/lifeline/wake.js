/**
 * Tells when a page may have lost its link unnoticed, or found its network again.
 *
 * @param {object} page
 * @param {?EventTarget} page.window
 * @param {?EventTarget} page.document
 * @param {{wake: () => void, offline: () => void}} acts
 * @returns {() => void} stops listening
 */
export function watch({ window, document }, { wake, offline }) {
  const listeners = [
    [window, 'online', wake],
    [window, 'offline', offline],
    // Its first time is the page's own start; later ones bring it back from the back/forward cache.
    [window, 'pageshow', ({ persisted }) => persisted && wake()],
    [document, 'visibilitychange', () => document.visibilityState === 'visible' && wake()],
  ];
  listeners.forEach(([target, type, listener]) => target?.addEventListener(type, listener));
  return () => listeners.forEach(([target, type, listener]) => target?.removeEventListener(type, listener));
}
