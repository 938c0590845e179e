import { beforeEach } from 'node:test';
import { EMPTY, reduce } from '../../../main/webapp/chat/store.js';
import { marks } from '../../../main/webapp/chat/talks.js';

export const NOW = 1_700_000_000_000;
export const DATA = {
  mine: { id: 'u1', username: '林小雨', avatar: 'u1.svg', status: 'online' },
  friend: [
    { groupname: 'Colleagues', id: 1, list: [
      { id: 'u2', username: 'Anna Keller', avatar: 'u2.svg', sign: 'Hi', status: 'online' },
    ] },
    { groupname: 'Friends', id: 2, list: [{ id: 'u3', username: '王大明', status: 'offline' }] },
  ],
  group: [{ groupname: 'Project Lighthouse', id: 'g1', avatar: 'g1.svg' }],
};
export const fromAnna = (more) => ({
  type: 'friend', id: 'u2', fromid: 'u2', username: 'Anna Keller', content: 'Hello', cid: 'c1', timestamp: NOW, ...more,
});

/** The page's state, of u1 among his friends; each test begins anew. */
export let state;
/** Goes on from another state. */
export const begin = (other) => (state = other);

export const act = (action) => (state = reduce(state, action));
export const message = (m, looking = false) => act({ act: 'message', message: m, at: NOW, looking });
export const write = (text, order, key = 'friend:u2') =>
  act({ act: 'written', key, cid: `m${order}`, text, at: NOW + order, order });
export const sent = (order, at = NOW + order) => act({ act: 'sent', cid: `m${order}`, at });
export const talk = (key = 'friend:u2') => state.talks[key];
export const texts = (key) => talk(key).messages.map(({ text }) => text);
export const statuses = (key) => talk(key).messages.map(({ status }) => status);
export const marksOf = (key) => talk(key).messages.map((_, i) => marks(talk(key))(i));

beforeEach(() => {
  state = EMPTY;
  act({ act: 'init', data: DATA });
});
