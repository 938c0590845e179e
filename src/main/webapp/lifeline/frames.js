import { Refused } from './refused.js';

/**
 * The messages in one text frame: an object, or an array of objects in their order.
 *
 * @param {unknown} data of a message event
 * @returns {object[]} none when it is not JSON; parts that are no objects are left out
 */
export function messagesOf(data) {
  try {
    return [JSON.parse(data)].flat().filter((message) => message !== null && typeof message === 'object');
  } catch {
    return [];
  }
}

/**
 * @param {string} text of a frame
 * @param {number} limit that the server takes, in bytes of UTF-8
 * @returns {string} `text`
 * @throws {Refused} when it is longer
 */
export function withinLimit(text, limit) {
  const bytes = utf8Length(text);
  if (bytes > limit) throw new Refused('too-large', `a message of ${bytes} bytes, at most ${limit} are taken`);
  return text;
}

// Not every place that this runs in has a TextEncoder. Half a surrogate pair is sent as U+FFFD, 3 bytes.
function utf8Length(text) {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
