/**
 * What a pressed key asks for.
 *
 * @param {KeyboardEvent} event
 * @param {boolean} writing whether a field has the focus: there, letters are letters
 * @returns {?'previous'|'next'|'search'|'help'|'close'}
 */
export function shortcutOf({ key, altKey, ctrlKey, metaKey, isComposing }, writing) {
  if (isComposing) return null;
  if (altKey && !ctrlKey && !metaKey) return { ArrowUp: 'previous', ArrowDown: 'next' }[key] ?? null;
  if ((ctrlKey || metaKey) && !altKey) return key.toLowerCase() === 'k' ? 'search' : null;
  if (key === 'Escape') return 'close';
  return writing ? null : ({ '/': 'search', '?': 'help' }[key] ?? null);
}

/**
 * Where an arrow leads among things in rows.
 *
 * @param {string} key
 * @param {number} index where it starts; -1: nowhere yet
 * @param {number} count of things
 * @param {number} [columns=1] in a row
 * @returns {?number} null: the key is no way among them, or there is nothing there
 */
export function stepTo(key, index, count, columns = 1) {
  if (count === 0) return null;
  if (index < 0) return 0;
  const steps = { ArrowUp: -columns, ArrowDown: columns, ...(columns > 1 && { ArrowLeft: -1, ArrowRight: 1 }) };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const next = index + (steps[key] ?? NaN);
  return next >= 0 && next < count ? next : null;
}
