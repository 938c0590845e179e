/**
 * The server's rule for user ids, so that the page offers none that it would refuse: 1 to 64 letters, digits or
 * combining marks of any script, or `_ . @ : -`; nothing that is invisible; not `.` or `..`.
 *
 * @param {string} name
 * @returns {boolean}
 */
export function isUserId(name) {
  return /^(?:(?!\p{DI})[\p{L}\p{Nd}\p{M}_.@:-]){1,64}$/u.test(name.normalize('NFC')) && name !== '.' && name !== '..';
}
