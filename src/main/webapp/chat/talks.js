/**
 * @typedef {object} Message
 * @property {string} key of its row, unique in the conversation
 * @property {string} [cid] given by its sender, unique for him
 * @property {string} text
 * @property {number} at ms since 1970, by the server's clock as far as it is known
 * @property {boolean} [mine]
 * @property {boolean} [system] nobody's words
 * @property {{id: string, name: string, avatar?: string}} [from]
 * @property {'waiting'|'sent'|'confirmed'|'refused'} [status] of what was written on this page
 * @property {number} [handedOver] when it was given to the line, by the page's clock
 * @property {string} [reason] why it was refused
 * @property {number} [order] in which it was written, over all conversations
 */

/** @typedef {{messages: Message[], unread: number}} Talk */

/** A page that is open for weeks keeps this many messages of a conversation. */
const KEPT = 1000;

/** @type {Talk} */
export const NONE = Object.freeze({ messages: Object.freeze([]), unread: 0 });

/** Repeats are known by sender and cid; a message without one is always new. */
export const has = (talk, fromId, cid) =>
  Boolean(cid) && (talk?.messages ?? []).some((message) => message.cid === cid && message.from?.id === fromId);

/**
 * Puts a message in its place by time: one that was sent while I was away stands before what came since.
 * What waits to be sent stays last.
 *
 * @param {Talk} talk
 * @param {Message} message
 * @returns {Talk}
 */
export function put(talk, message) {
  const messages = [...talk.messages];
  let place = messages.length;
  while (place > 0 && isAfter(messages[place - 1], message)) place--;
  messages.splice(place, 0, message);
  return { ...talk, messages: messages.slice(-KEPT) };
}

/** What is written now stands after all that its writer had before his eyes, whatever the clocks say. */
export const notBefore = ({ messages }, at) => Math.max(at, messages.at(-1)?.at ?? 0);

/**
 * @param {Talk} talk
 * @param {string} cid of a message written here; an unknown one changes nothing
 * @param {Partial<Message> | ((message: Message) => Partial<Message>)} change
 * @returns {Talk}
 */
export function update(talk, cid, change) {
  const index = talk.messages.findIndex((message) => message.cid === cid && message.status);
  if (index < 0) return talk;
  const message = talk.messages[index];
  const changed = { ...message, ...(typeof change === 'function' ? change(message) : change) };
  const others = talk.messages.filter((_, i) => i !== index);
  return put({ ...talk, messages: others }, changed);
}

/**
 * @param {Talk} talk
 * @param {number} since ms since 1970
 * @param {Partial<Message>} change for what was sent after that, and not confirmed
 * @returns {Talk}
 */
export function doubt(talk, since, change) {
  const doubtful = talk.messages.filter(({ status, handedOver }) => status === 'sent' && handedOver >= since);
  return doubtful.reduce((changed, { cid }) => update(changed, cid, change), talk);
}

const isWaiting = ({ status }) => status === 'waiting';

function isAfter(one, other) {
  if (isWaiting(one) !== isWaiting(other)) return isWaiting(one);
  return isWaiting(one) ? one.order > other.order : one.at > other.at;
}
