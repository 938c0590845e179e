import { shortcutOf, stepTo } from './shortcuts.js';

/**
 * Hears the keys that mean the same wherever the focus is.
 *
 * @param {Record<'previous'|'next'|'search'|'help'|'close', () => void>} acts
 */
export function listenToShortcuts(acts) {
  document.addEventListener('keydown', (event) => {
    // A dialog has keys of its own, and who has answered an event already has used it up.
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const shortcut = shortcutOf(event, event.target.matches?.('input, textarea'));
    if (!shortcut) return;
    event.preventDefault();
    acts[shortcut]();
  });
}

/**
 * One stop of the Tab key for a whole list: arrows, Home and End move in it.
 *
 * @param {HTMLElement} list
 * @param {string} selector of what can have the focus
 * @param {() => number} [columns] in a row
 * @returns {() => void} to be called when the list's elements are others
 */
export function rove(list, selector, columns = () => 1) {
  const things = () => [...list.querySelectorAll(selector)];
  let current = null;

  const settle = () => {
    const all = things();
    if (!all.includes(current)) current = all.find((thing) => thing.getAttribute('aria-current') === 'true') ?? all[0];
    all.forEach((thing) => (thing.tabIndex = thing === current ? 0 : -1));
  };
  list.addEventListener('focusin', ({ target }) => {
    current = target.closest(selector) ?? current;
    settle();
  });
  list.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = things();
    const next = stepTo(event.key, all.indexOf(event.target.closest(selector)), all.length, columns());
    if (next === null) return;
    event.preventDefault();
    all[next].focus();
  });
  return settle;
}
