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
 * @property {Record<string, string>} typing who is writing just now, by the contact's key
 * @property {?string} open key of the conversation on the screen
 */

/** @type {State} */
export const EMPTY = Object.freeze({ me: null, contacts: {}, talks: {}, members: {}, typing: {}, open: null });

export const keyOf = (type, id) => `${type}:${id}`;

/** @returns {number} unread messages in all conversations */
export const unreadOf = (state) => Object.values(state.talks).reduce((sum, { unread }) => sum + unread, 0);

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
    const isStranger = ({ key, folder }) => folder === null && !Object.hasOwn(contacts, key);
    Object.values(state.contacts).filter(isStranger).forEach(put);
    const me = { ...mine, id: String(mine.id), status: mine.status === 'hide' ? 'hide' : 'online' };
    return { ...state, me, contacts };
  },

  open: (state, { key }) => read({ ...state, open: key && Object.hasOwn(state.contacts, key) ? key : null }),

  /** The conversation on the screen was looked at. */
  seen: (state) => read(state),

  /** Another tab has shown a conversation up to this message. */
  shown: (state, { key, cid }) =>
    Object.hasOwn(state.contacts, key) ? withTalk(state, key, (talk) => talks.seenUpTo(talk, cid)) : state,

  /** Somebody who is in no list is written to. */
  stranger: (state, { id, name = id }) => known(state, { ...contactOf('friend', id, name), status: 'offline' }),

  /** Who is in a group; `owner`: id of one of them. */
  members(state, { key, list, owner }) {
    const members = list.map((member) => ({ ...member, owner: String(member.id) === String(owner) }));
    return { ...state, members: { ...state.members, [key]: members } };
  },

  /** Conversations that an earlier page had: `{key, type, id, name, unread, delivered, read}`. */
  recent: (state, { rows }) =>
    rows.reduce((next, { key, type, id, name, unread, delivered = null, read = null }) => {
      // Of a group that the server does not name I am no member any more.
      const met = type === 'friend' ? known(next, { ...contactOf(type, id, name), status: 'offline' }) : next;
      if (!Object.hasOwn(met.contacts, key)) return met;
      return withTalk(met, key, (talk) => ({
        ...talk,
        unread: talk.unread + Math.max(0, unread),
        delivered: talk.delivered ?? delivered,
        read: talk.read ?? read,
      }));
    }, state),

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

  /** An earlier page wrote this; it is still on its way. */
  restored(state, { to: { type, id }, cid, text, at, order }) {
    const key = keyOf(type, id);
    const next = known(state, type === 'friend' ? { ...contactOf(type, id), status: 'offline' } : contactOf(type, id));
    if (talks.find(next.talks[key], { mine: true }, cid)) return next;
    return REDUCERS.written(next, { key, cid, text, at, order });
  },

  /** The server has it. */
  sent: (state, { cid, at }) => ofMine(state, cid, { status: 'sent', ...(isTime(at) && { at }) }),

  refused: (state, { cid, reason }) => ofMine(state, cid, { status: 'refused', reason }),

  retry: (state, { cid, order }) => ofMine(state, cid, { status: 'waiting', reason: null, order }),

  /** A friend has got, or seen, my messages up to this one; `mark`: `delivered` or `read`. */
  receipt: (state, { mark, id, cid }) => {
    const key = keyOf('friend', id);
    return Object.hasOwn(state.contacts, key) ? withTalk(state, key, (talk) => talks.receipt(talk, mark, cid)) : state;
  },

  /** Somebody took his words back. */
  recalled: (state, { key, from, cid }) =>
    Object.hasOwn(state.talks, key)
      ? withTalk(state, key, (talk) =>
        talks.update(talk, { mine: from === state.me.id, from: { id: from } }, cid, { recalled: true, text: '' }))
      : state,

  /** Somebody is writing in this conversation; without a name: nobody is any more. */
  typing(state, { key, id }) {
    const { [key]: before, ...typing } = state.typing;
    const name = id && Object.hasOwn(state.contacts, key) ? nameIn(state, key, String(id)) : undefined;
    return name === before ? state : { ...state, typing: name ? { ...typing, [key]: name } : typing };
  },

  loading: (state, { key, loading }) => withTalk(state, key, (talk) => ({ ...talk, loading })),

  /** A part of the history came, newest first. */
  history: (state, { key, rows, more }) =>
    withTalk(state, key, (talk) => {
      const old = rows.map((row) => historyRow(state, row));
      // What may have holes is replaced, but for what the history cannot know yet.
      const stays = ({ status, at }) => status === 'waiting' || status === 'refused' || at > (old[0]?.at ?? -Infinity);
      const messages = talk.history === 'stale' ? talk.messages.filter(stays) : talk.messages;
      const filled = talks.putOlder({ ...talk, messages }, old);
      const history = more && filled.messages.length < talks.KEPT ? 'more' : 'all';
      return { ...filled, loading: false, history, before: rows.at(-1)?.logid ?? talk.before };
    }),

  /** Messages are missing, nobody knows where. */
  stale: (state) =>
    everywhere(state, (talk) => (talk.history === 'none' ? talk : { ...talk, history: 'stale', before: null })),

  /** A message came; `looking`: the page is in front of its reader. */
  message(state, { message, at, looking }) {
    const { type, id, username, avatar, content, cid, timestamp } = message;
    const key = keyOf(type, id);
    const mine = message.mine === true;
    const sender = mine ? me(state) : { id: String(message.fromid ?? id), name: username ?? String(id), avatar };
    // Of an unknown group, or of my own words to a stranger, only the id is known.
    const named = type === 'friend' && !mine;
    const title = named ? username : (message.groupname ?? String(id));
    const stranger = contactOf(type, id, title, named ? avatar : undefined);
    const met = type === 'friend' ? { ...stranger, status: mine ? 'offline' : 'online' } : stranger;
    // Who is in no list tells by himself what he is called.
    const next = named && state.contacts[key]?.folder === null ? withContact(state, met) : known(state, met);
    const repeated = talks.find(next.talks[key], { mine, from: sender }, cid);
    if (repeated) return mine && repeated.status !== 'sent' ? ofMine(next, cid, { status: 'sent' }) : next;
    const unread = (talk) => {
      if (cid && talk.seen === cid) return 0;
      return talk.unread + (mine || (looking && state.open === key) ? 0 : 1);
    };
    const row = rowOf({ sender, mine, cid, content, at: isTime(timestamp) ? timestamp : at });
    const heard = mine ? next : REDUCERS.typing(next, { key, id: null });
    return withTalk(heard, key, (talk) => ({ ...talks.put(talk, row), unread: unread(talk) }));
  },

  system(state, { message: { type, id, content }, at }) {
    const key = keyOf(type, id);
    if (!Object.hasOwn(state.contacts, key)) return state;
    const row = { key: rowKey(), system: true, text: String(content ?? ''), at };
    return withTalk(state, key, (talk) => talks.put(talk, row));
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

const rowOf = ({ sender, mine, cid, content, at }) => ({
  key: rowKey(sender.id, cid), cid, text: String(content ?? ''), at, mine, from: sender,
  ...(mine && { status: 'sent' }),
});

function historyRow(state, { id, username, avatar, content, timestamp, cid, recalled }) {
  const mine = String(id) === state.me.id;
  const sender = mine ? me(state) : { id: String(id), name: username || String(id), avatar };
  const row = rowOf({ sender, mine, cid, content, at: isTime(timestamp) ? timestamp : 0 });
  return recalled ? { ...row, recalled: true, text: '' } : row;
}

function nameIn({ contacts, members }, key, id) {
  if (contacts[key].type === 'friend') return contacts[key].name;
  return members[key]?.find((member) => String(member.id) === id)?.username || id;
}

const onlineOr = (status) => (status === 'online' ? 'online' : 'offline');

const contactOf = (type, id, name, avatar) => ({
  key: keyOf(type, id), type, id: String(id), name: isSeen(name) ? name : String(id), avatar, folder: null,
});

/** A name of nothing but spaces, marks of direction and the like would be an empty line. */
const isSeen = (name) => typeof name === 'string' && /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u.test(name);

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

const ofMine = (state, cid, change) => everywhere(state, (talk) => talks.update(talk, { mine: true }, cid, change));

const read = (state) =>
  state.talks[state.open]?.unread ? withTalk(state, state.open, (talk) => ({ ...talk, unread: 0 })) : state;
