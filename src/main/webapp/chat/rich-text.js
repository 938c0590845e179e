import { FACES } from './faces.js';
import { urlOf } from './url.js';

/**
 * @typedef {object} Part of a message, in the order of its text
 * @property {'text'|'link'|'emoji'|'picture'|'file'|'code'} kind
 * @property {string} text what was written; of a link or a file its label, of an emoji the sign itself
 * @property {string} [href] of link, picture and file: an absolute http or https address without a login in it
 * @property {string} [host] where it leads, if not to this page's own server
 * @property {boolean} [own] the picture is a file of this page's own server
 */

// Written words end an address: Chinese, Japanese and Korean do not put a space behind it. So do their punctuation,
// quotes, and everything that cannot be seen.
const WRITING = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}`;
const NO_ADDRESS = String.raw`\s\p{C}${WRITING}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201f\u2026<>"\u0060\\`;

/** No address has these as they are: a notation with one of them means something else. */
const MARKUP = String.raw`"'<>\u0060\\`;

/** Each with a bound, so that no text makes the search slow. */
const TOKEN = new RegExp(
  [
    String.raw`\u0060{3}\n?(?<code>[\s\S]{1,3000}?)\n?\u0060{3}`,
    String.raw`\bface\[(?<face>[^\s[\]]{1,12})\]`,
    String.raw`\b(?<medium>img|audio|video)\[(?<source>[^\s[\]${MARKUP}]{1,2000})\]`,
    String.raw`\b(?<notation>a|file)\((?<target>[^\s()${MARKUP}]{1,2000})\)\[(?<label>[^[\]\n]{0,200})\]`,
    String.raw`\b(?<address>[Hh][Tt][Tt][Pp][Ss]?:\/\/[^${NO_ADDRESS}]{1,2000})`,
  ].join('|'),
  'gu',
);

const PICTURE_FILE = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

/**
 * Finds in a text what is more than text: addresses, LayIM's notations `face[…]`, `img[…]`, `audio[…]`, `video[…]`,
 * `a(…)[…]`, `file(…)[…]`, and code between lines of three backticks. A notation that leads nowhere safe stays text.
 *
 * @param {string} text
 * @param {string} base the page's address, for relative ones
 * @returns {Part[]}
 */
export function partsOf(text, base) {
  const parts = [];
  const plain = (words) => {
    if (!words) return;
    if (parts.at(-1)?.kind === 'text') parts.at(-1).text += words;
    else parts.push({ kind: 'text', text: words });
  };
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    plain(text.slice(end, match.index));
    end = match.index + match[0].length;
    const { part, rest = '' } = partOf(match.groups, base);
    if (part) parts.push(part);
    plain(part ? rest : match[0]);
  }
  plain(text.slice(end));
  return parts;
}

function partOf({ code, face, medium, source, notation, target, label, address }, base) {
  if (code !== undefined) return { part: { kind: 'code', text: code } };
  if (face !== undefined) return { part: FACES.has(face) && { kind: 'emoji', text: FACES.get(face) } };
  if (address !== undefined) return linkOf(address);
  const goal = goalOf(source ?? target, base);
  if (!goal) return {};
  if (medium === 'img') return { part: { kind: 'picture', text: nameOf(goal.href), own: isOwnPicture(goal), ...goal } };
  const kind = notation === 'a' ? 'link' : 'file';
  return { part: { kind, text: label?.trim() || nameOf(goal.href), ...goal } };
}

// A bare address: what ends the sentence is not part of it.
function linkOf(address) {
  let end = address.length;
  while (end > 0 && isTrailing(address.slice(0, end))) end--;
  const text = address.slice(0, end);
  const goal = goalOf(text);
  return goal ? { part: { kind: 'link', text, href: goal.href }, rest: address.slice(end) } : {};
}

function isTrailing(address) {
  const last = address.at(-1);
  if (/[.,;:!?'*_~|^]/.test(last)) return true;
  const opening = { ')': '(', ']': '[', '}': '{' }[last];
  return opening !== undefined && address.split(last).length > address.split(opening).length;
}

/** Where an address leads, if a reader may be sent there; one with a login in it only looks like its beginning. */
function goalOf(address, base) {
  const url = urlOf(address, base);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  const isForeign = !base || url.origin !== new URL(base).origin;
  return { href: url.href, ...(isForeign && { host: url.host }) };
}

// Nothing but a file: an address that does something when it is asked for is no picture.
function isOwnPicture({ href, host }) {
  const { pathname, search } = new URL(href);
  return !host && !search && PICTURE_FILE.test(pathname);
}

function nameOf(href) {
  const { pathname, host } = new URL(href);
  const last = pathname.split('/').at(-1);
  try {
    return decodeURIComponent(last) || host;
  } catch {
    return last; // a stray percent sign
  }
}

/** From so many characters, or lines, a message is folded; it then shows so many. */
const LONG = { characters: 1000, lines: 20 };
const SHORT = { characters: 600, lines: 12 };

/**
 * @param {Part[]} parts
 * @returns {?Part[]} the beginning of a long message; null: it is short
 */
export function beginningOf(parts) {
  const lines = (text) => text.split('\n').length - 1;
  const sum = (measure) => parts.reduce((total, { text }) => total + measure(text), 0);
  if (sum((text) => text.length) <= LONG.characters && sum(lines) < LONG.lines) return null;
  const beginning = [];
  let { characters, lines: left } = SHORT;
  for (const part of parts) {
    if (characters <= 0 || left <= 0) break;
    const shown = ['text', 'code'].includes(part.kind) ? { ...part, text: headOf(part.text, characters, left) } : part;
    beginning.push(shown);
    characters -= shown.text.length;
    left = shown.text === part.text ? left - lines(part.text) : 0;
  }
  return beginning;
}

function headOf(text, characters, lines) {
  const head = text.split('\n').slice(0, lines).join('\n');
  // Whole code points: half a pair is a box.
  return head.length <= characters ? head : head.slice(0, characters).replace(/[\ud800-\udbff]$/, '');
}

/**
 * A message in one line, for lists and notifications.
 *
 * @param {string} text
 * @param {string} base the page's address
 * @param {{picture: string}} words
 * @returns {string}
 */
export function summaryOf(text, base, { picture }) {
  return partsOf(text.slice(0, 400), base)
    .map((part) => (part.kind === 'picture' ? `[${picture}]` : part.text))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Up to three emoji and nothing else: shown large. */
export const isEmojiOnly = (text) =>
  text.length <= 40 &&
  /^(?:(?:\p{RI}{2}|\p{ExtPict}\uFE0F?\p{EMod}?(?:\u200D\p{ExtPict}\uFE0F?\p{EMod}?)*)\s*){1,3}$/u.test(text);
