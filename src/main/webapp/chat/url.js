/**
 * `URL.parse` for browsers that do not have it yet.
 *
 * @param {string} address
 * @param {string} [base] that a relative one is resolved against
 * @returns {?URL} null when it is none
 */
export function urlOf(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
