import { Refused } from './refused.js';

/** So many levels, and characters of a `cid`, the server takes. */
const DEPTH = 16;
const CID = 64;

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

/**
 * @param {{cid: string}} message that waits for an answer
 * @returns {string} its text
 * @throws {Refused} when the server could not read it, or its `cid`: it would answer without saying to what
 * @throws {TypeError} when it is no JSON
 */
export function textOf(message) {
  const { cid } = message;
  const text = JSON.stringify(message);
  // Only half a surrogate pair, such as of an emoji cut in the middle, is written as an escape that begins so.
  if (/(^|[^\\])(\\\\)*\\ud/.test(text) || depthOf(message) > DEPTH || !cid || cid.length > CID) {
    throw new Refused('bad-message', 'bad cid, depth or half an emoji', cid);
  }
  return text;
}

const depthOf = (value) => (Object(value) === value ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);

/**
 * @param {string} text
 * @returns {number} bytes in UTF-8
 */
export function utf8Length(text) {
  // Not every place that this runs in has a TextEncoder. Half a surrogate pair is sent as U+FFFD, 3 bytes.
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    bytes += 1 + (code > 0x7f) + (code > 0x7ff) + (code > 0xffff);
  }
  return bytes;
}
