/**
 * @typedef {object} Reason why a line is not open
 * @property {string} title one line, in words: the server's, or English
 * @property {string} [key] names those that this library words itself, for who translates them: a key of WORDS
 * @property {string} [detail] more of it
 * @property {number} [status] HTTP status of a refused handshake
 * @property {number} [code] WebSocket close code
 */

/** The reasons that do not come from the server. */
export const WORDS = Object.freeze({
  unreachable: 'The server cannot be reached',
  silent: 'The server sent no welcome',
  dead: 'Nothing heard any more',
  closed: 'Closed by the page',
  away: 'The page was put away',
  offline: 'The browser says that there is no network',
  token: 'The page could not get a token',
});

/**
 * @param {keyof typeof WORDS} key
 * @param {object} [more] of the reason
 * @returns {Reason}
 */
export const reasonOf = (key, more) => ({ key, title: WORDS[key], ...more });
