import { KEYS, t } from './i18n.js';

/**
 * The words for why a line is not open: the page's own where the library names the reason, else the server's.
 *
 * @param {?{title?: string, detail?: string, key?: string}} reason
 * @returns {{title: string, detail: string}}
 */
export function wordsOf(reason) {
  const key = `reason.${reason?.key}`;
  const title = KEYS.en.includes(key) ? t(key, reason) : (reason?.title ?? '');
  return { title: String(title), detail: String(reason?.detail ?? '') };
}
