/**
 * @typedef {object} Message
 * @property {string} key of its row, unique in the conversation
 * @property {string} [cid] given by its sender, unique for him
 * @property {string} text
 * @property {number} at ms since 1970, by the server's clock as far as it is known
 * @property {boolean} [mine]
 * @property {boolean} [system] nobody's words
 * @property {boolean} [recalled] taken back by its sender
 * @property {{id: string, name: string, avatar?: string}} [from]
 * @property {'waiting'|'sent'|'refused'} [status] of an own one; `sent`: the server has it
 * @property {string} [reason] why it was refused
 * @property {number} [order] in which it was written, over all conversations
 */

/**
 * @typedef {object} Talk
 * @property {Message[]} messages oldest first
 * @property {number} unread
 * @property {'none'|'more'|'all'|'stale'} history what of it was loaded: nothing yet, a part, everything; `stale`: what
 *     is shown may have holes
 * @property {number|string|null} before where the older part begins that was not loaded
 * @property {boolean} loading
 * @property {?string} delivered cid of the newest own message that has reached the friend
 * @property {?string} read cid of the newest own message that he has seen
 * @property {?string} seen cid of the newest message that was looked at in another tab
 */

/** A page that is open for weeks keeps this many messages of a conversation. */
export const KEPT = 1000;

/** @type {Talk} */
export const NONE = Object.freeze({
  messages: Object.freeze([]), unread: 0, history: 'none', before: null, loading: false, delivered: null, read: null,
  seen: null,
});

/**
 * Repeats are known by sender and cid; a message without one is always new.
 *
 * @param {Talk|undefined} talk
 * @param {{mine?: boolean, from?: {id: string}}} sender
 * @param {string} [cid]
 * @returns {Message|undefined}
 */
export function find(talk, { mine, from }, cid) {
  const isHis = (message) => (mine ? message.mine : !message.mine && message.from?.id === from?.id);
  return cid ? talk?.messages.find((message) => message.cid === cid && isHis(message)) : undefined;
}

/**
 * Puts a message in its place by time: one that was sent while I was away stands before what came since.
 * What waits to be sent stays last.
 *
 * @param {Talk} talk
 * @param {Message} message
 * @returns {Talk}
 */
export function put(talk, message) {
  return insert(talk, message, isAfter);
}

/**
 * @param {Talk} talk
 * @param {Message[]} rows of its history, newest first
 * @returns {Talk} with those that it did not have
 */
export function putOlder(talk, rows) {
  const isNotOlder = (one, other) => isWaiting(one) || one.at >= other.at;
  return rows
    .filter((row) => !find(talk, row, row.cid))
    .reduce((filled, row) => insert(filled, row, isNotOlder), talk);
}

/** What is written now stands after all that its writer had before his eyes, whatever the clocks say. */
export const notBefore = ({ messages }, at) => Math.max(at, messages.at(-1)?.at ?? 0);

/**
 * @param {Talk} talk
 * @param {{mine?: boolean, from?: {id: string}}} sender
 * @param {string} cid an unknown one changes nothing
 * @param {Partial<Message>} change
 * @returns {Talk}
 */
export function update(talk, sender, cid, change) {
  const message = find(talk, sender, cid);
  if (!message) return talk;
  const changed = { ...message, ...change };
  const isPlaced = ['at', 'order'].every((key) => changed[key] === message[key]);
  if (isPlaced && isWaiting(changed) === isWaiting(message)) {
    return { ...talk, messages: talk.messages.map((other) => (other === message ? changed : other)) };
  }
  return put({ ...talk, messages: talk.messages.filter((other) => other !== message) }, changed);
}

/**
 * @param {Talk} talk
 * @param {'delivered'|'read'} mark
 * @param {string} cid up to which it counts; one before what is known already, from another device of the friend's,
 *     does not
 * @returns {Talk}
 */
export function receipt(talk, mark, cid) {
  return ownPlace(talk, cid) < ownPlace(talk, talk[mark]) ? talk : { ...talk, [mark]: cid };
}

/**
 * @param {Talk} talk
 * @param {string} cid up to which another tab has shown it; it may come here later than there
 * @returns {Talk}
 */
export function seenUpTo(talk, cid) {
  const place = talk.messages.findLastIndex((message) => !message.mine && message.cid === cid);
  if (place < 0) return { ...talk, seen: cid };
  const after = talk.messages.slice(place + 1).filter(({ mine, system }) => !mine && !system);
  return { ...talk, seen: cid, unread: Math.min(talk.unread, after.length) };
}

/**
 * How far each own message has come.
 *
 * @param {Talk} talk
 * @returns {(index: number) => 'waiting'|'refused'|'sent'|'delivered'|'read'|undefined} by its place
 */
export function marks(talk) {
  const seen = ownPlace(talk, talk.read);
  const arrived = ownPlace(talk, talk.delivered);
  return (index) => {
    const { status } = talk.messages[index];
    if (status !== 'sent') return status;
    if (index <= seen) return 'read';
    return index <= arrived ? 'delivered' : 'sent';
  };
}

const ownPlace = ({ messages }, wanted) =>
  wanted ? messages.findIndex(({ mine, cid }) => mine && cid === wanted) : -1;

function insert(talk, message, goesAfter) {
  const messages = [...talk.messages];
  let place = messages.length;
  while (place > 0 && goesAfter(messages[place - 1], message)) place--;
  messages.splice(place, 0, message);
  return { ...talk, messages: messages.slice(-KEPT) };
}

const isWaiting = ({ status }) => status === 'waiting';

function isAfter(one, other) {
  if (isWaiting(one) !== isWaiting(other)) return isWaiting(one);
  return isWaiting(one) ? one.order > other.order : one.at > other.at;
}
