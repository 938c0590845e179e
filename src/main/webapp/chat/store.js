import * as talks from './talks.js';

/**
 * @typedef {object} Contact somebody, or a group, to talk to
 * @property {string} key `friend:u2`
 * @property {'friend'|'group'} type
 * @property {string} id
 * @property {string} name
 * @property {string} [avatar]
 * @property {string} [sign]
 * @property {'online'|'offline'} [status] friends only
 * @property {?string} [folder] name of its list; null: not in anybody's list, wrote or was written to
 */

/**
 * @typedef {object} State what the page knows; never changed, only replaced
 * @property {?{id: string, username: string, avatar?: string, sign?: string, status: 'online'|'hide'}} me
 * @property {Record<string, Contact>} contacts by key, in the order of the lists
 * @property {Record<string, import('./talks.js').Talk>} talks by the contact's key
 * @property {Record<string, object[]>} members by the group's key
 * @property {?string} open key of the conversation on the screen
 */

/** @type {State} */
export const EMPTY = Object.freeze({ me: null, contacts: {}, talks: {}, members: {}, open: null });

export const keyOf = (type, id) => `${type}:${id}`;

/** @returns {number} unread messages in all conversations */
export const unreadOf = (state) => Object.values(state.talks).reduce((sum, { unread }) => sum + unread, 0);

/** @returns {{key: string, message: import('./talks.js').Message}[]} not yet sent, in the order they were written */
export const waitingOf = (state) =>
  Object.entries(state.talks)
    .flatMap(([key, { messages }]) => messages.map((message) => ({ key, message })))
    .filter(({ message }) => message.status === 'waiting')
    .sort((a, b) => a.message.order - b.message.order);

const REDUCERS = {
  /** What the server knows of me and mine; who is in no list (a guest) stays. */
  init(state, { data: { mine, friend = [], group = [] } }) {
    const contacts = {};
    const put = (contact) => (contacts[contact.key] = contact);
    group.forEach((g) => put({ ...contactOf('group', g.id, g.groupname, g.avatar), folder: '' }));
    for (const { groupname, list = [] } of friend) {
      for (const { id, username, avatar, sign, status } of list) {
        put({ ...contactOf('friend', id, username, avatar), sign, status: onlineOr(status), folder: groupname });
      }
    }
    const strangers = Object.values(state.contacts).filter(({ key, folder }) => folder === null && !Object.hasOwn(contacts, key));
    strangers.forEach(put);
    const me = { ...mine, id: String(mine.id), status: mine.status === 'hide' ? 'hide' : 'online' };
    return { ...state, me, contacts };
  },

  open: (state, { key }) => read({ ...state, open: key && Object.hasOwn(state.contacts, key) ? key : null }),

  /** The conversation on the screen was looked at. */
  seen: (state) => read(state),

  /** Somebody who is in no list is written to. */
  stranger: (state, { id, name = id }) => known(state, { ...contactOf('friend', id, name), status: 'offline' }),

  members: (state, { key, list }) => ({ ...state, members: { ...state.members, [key]: list } }),

  presence(state, { id, status }) {
    const contact = state.contacts[keyOf('friend', id)];
    return contact ? withContact(state, { ...contact, status: onlineOr(status) }) : state;
  },

  ownStatus: (state, { status }) => ({ ...state, me: { ...state.me, status } }),

  /** I wrote something here. */
  written: (state, { key, cid, text, at, order }) =>
    withTalk(state, key, (talk) =>
      talks.put(talk, {
        key: cid, cid, text, at: talks.notBefore(talk, at), order, mine: true, status: 'waiting', from: me(state),
      })),

  /** It went out, now, and stands where the others see it; one sent again, where they may have seen it before. */
  sent: (state, { cid, at, handedOver }) =>
    everywhere(state, (talk) => talks.update(talk, cid, (before) => ({
      status: 'sent', at: before.handedOver ? before.at : talks.notBefore(talk, at), handedOver,
    }))),

  /** The server has it. */
  confirmed: (state, { cid, at }) =>
    everywhere(state, (talk) => talks.update(talk, cid, { status: 'confirmed', ...(at && { at }) })),

  refused: (state, { cid, reason }) => everywhere(state, (talk) => talks.update(talk, cid, { status: 'refused', reason })),

  retry: (state, { cid, order }) =>
    everywhere(state, (talk) => talks.update(talk, cid, { status: 'waiting', reason: null, order })),

  /** The line was lost: what went out after `since`, the last sign of life, may not have arrived. */
  lost: (state, { since }) => everywhere(state, (talk) => talks.doubt(talk, since, { status: 'waiting' })),

  /** The line was closed over something that was sent after `since`: not to be sent again by itself. */
  rejected: (state, { since, reason }) =>
    everywhere(state, (talk) => talks.doubt(talk, since, { status: 'refused', reason })),

  /** A message came; `looking`: the page is in front of its reader. */
  message(state, { message, at, looking }) {
    const { type, id, username, avatar, content, cid, timestamp } = message;
    const key = keyOf(type, id);
    const mine = message.mine === true;
    const sender = mine ? me(state) : { id: String(message.fromid ?? id), name: username ?? String(id), avatar };
    // Of an unknown group, or of my own words to a stranger, only the id is known.
    const named = type === 'friend' && !mine;
    const stranger = contactOf(type, id, named ? username : (message.groupname ?? String(id)), named ? avatar : undefined);
    const met = type === 'friend' ? { ...stranger, status: mine ? 'offline' : 'online' } : stranger;
    // Who is in no list tells by himself what he is called.
    const next = named && state.contacts[key]?.folder === null ? withContact(state, met) : known(state, met);
    if (talks.has(next.talks[key], sender.id, cid)) return next;
    const unread = mine || (looking && state.open === key) ? 0 : 1;
    const row = { key: rowKey(sender.id, cid), cid, text: String(content ?? ''), at: isTime(timestamp) ? timestamp : at, mine, from: sender };
    return withTalk(next, key, (talk) => ({ ...talks.put(talk, row), unread: talk.unread + unread }));
  },

  system(state, { message: { type, id, content }, at }) {
    const key = keyOf(type, id);
    if (!Object.hasOwn(state.contacts, key)) return state;
    return withTalk(state, key, (talk) => talks.put(talk, { key: rowKey(), system: true, text: String(content ?? ''), at }));
  },
};

/**
 * @param {State} state
 * @param {{act: string}} action `act` names what happened, see above
 * @returns {State}
 */
export function reduce(state, action) {
  return REDUCERS[action.act](state, action);
}

let rows = 0;
const rowKey = (from, cid) => (cid ? `${from} ${cid}` : `row ${++rows}`);

const onlineOr = (status) => (status === 'online' ? 'online' : 'offline');

const contactOf = (type, id, name, avatar) => ({
  key: keyOf(type, id), type, id: String(id), name: name || String(id), avatar, folder: null,
});

const me = ({ me: { id, username, avatar } }) => ({ id, name: username, avatar });

const withContact = (state, contact) => ({ ...state, contacts: { ...state.contacts, [contact.key]: contact } });

/** Back ends push what they like: what no Date can hold must not break the drawing. */
export const isTime = (timestamp) => typeof timestamp === 'number' && Math.abs(timestamp) <= 8.64e15;

const known = (state, contact) => (Object.hasOwn(state.contacts, contact.key) ? state : withContact(state, contact));

const withTalk = (state, key, change) => ({
  ...state, talks: { ...state.talks, [key]: change(state.talks[key] ?? talks.NONE) },
});

const everywhere = (state, change) => ({
  ...state, talks: Object.fromEntries(Object.entries(state.talks).map(([key, talk]) => [key, change(talk)])),
});

const read = (state) =>
  state.talks[state.open]?.unread ? withTalk(state, state.open, (talk) => ({ ...talk, unread: 0 })) : state;
