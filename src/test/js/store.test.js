import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { EMPTY, reduce, unreadOf, waitingOf } from '../../main/webapp/chat/store.js';

const NOW = 1_700_000_000_000;
const DATA = {
  mine: { id: 'u1', username: '林小雨', avatar: 'u1.svg', status: 'online' },
  friend: [
    { groupname: 'Colleagues', id: 1, list: [
      { id: 'u2', username: 'Anna Keller', avatar: 'u2.svg', sign: 'Hi', status: 'online' },
    ] },
    { groupname: 'Friends', id: 2, list: [{ id: 'u3', username: '王大明', status: 'offline' }] },
  ],
  group: [{ groupname: 'Project Lighthouse', id: 'g1', avatar: 'g1.svg' }],
};
const fromAnna = (more) => ({
  type: 'friend', id: 'u2', fromid: 'u2', username: 'Anna Keller', content: 'Hello', cid: 'c1', timestamp: NOW, ...more,
});

let state;
const act = (action) => (state = reduce(state, action));
const message = (m, looking = false) => act({ act: 'message', message: m, at: NOW, looking });
const write = (text, order, key = 'friend:u2') =>
  act({ act: 'written', key, cid: `m${order}`, text, at: NOW + order, order });
const send = (order, more = {}) => act({ act: 'sent', cid: `m${order}`, at: NOW + order, handedOver: NOW + order, ...more });
const talk = (key = 'friend:u2') => state.talks[key];
const texts = (key) => talk(key).messages.map(({ text }) => text);
const statuses = (key) => talk(key).messages.map(({ status }) => status);

beforeEach(() => {
  state = EMPTY;
  act({ act: 'init', data: DATA });
});

describe('init', () => {
  it('knows me, my friends by their lists, and my groups', () => {
    assert.equal(state.me.username, '林小雨');
    assert.deepEqual(Object.keys(state.contacts), ['group:g1', 'friend:u2', 'friend:u3']);
    assert.equal(state.contacts['friend:u2'].folder, 'Colleagues');
    assert.equal(state.contacts['friend:u3'].status, 'offline');
  });

  it('knows when I am invisible', () => {
    act({ act: 'init', data: { ...DATA, mine: { ...DATA.mine, status: 'hide' } } });
    assert.equal(state.me.status, 'hide');
  });

  it('refreshes who is there, and keeps messages and guests', () => {
    message(fromAnna());
    message({ type: 'friend', id: 'bob', username: 'Bob', content: 'Hi', cid: 'b1' });
    const friend = [{ groupname: 'Friends', list: [{ id: 'u2', username: 'Anna K.', status: 'offline' }] }];
    act({ act: 'init', data: { ...DATA, friend } });
    assert.equal(state.contacts['friend:u2'].status, 'offline');
    assert.equal(state.contacts['friend:u2'].name, 'Anna K.');
    assert.equal(state.contacts['friend:bob'].name, 'Bob');
    assert.equal('friend:u3' in state.contacts, false);
    assert.deepEqual(texts(), ['Hello']);
  });
});

describe('messages that come', () => {
  it('are unread until their conversation is looked at', () => {
    message(fromAnna());
    message(fromAnna({ cid: 'c2' }));
    assert.equal(talk().unread, 2);
    assert.equal(unreadOf(state), 2);
    act({ act: 'open', key: 'friend:u2' });
    assert.equal(unreadOf(state), 0);
  });

  it('are read at once only where somebody looks', () => {
    act({ act: 'open', key: 'friend:u2' });
    message(fromAnna(), true);
    assert.equal(talk().unread, 0);
    message(fromAnna({ cid: 'c2' }), false);
    assert.equal(talk().unread, 1);
    message({ type: 'group', id: 'g1', fromid: 'u2', username: 'Anna', content: 'All', cid: 'c3' }, true);
    assert.equal(talk('group:g1').unread, 1);
    act({ act: 'seen' });
    assert.equal(unreadOf(state), 1, 'the other conversation was not looked at');
  });

  it('with a time that is none are of the moment that they came', () => {
    for (const [i, timestamp] of ['1700000000000', NaN, 1e300, null, {}].entries()) {
      message(fromAnna({ cid: `t${i}`, timestamp }));
    }
    assert.deepEqual(talk().messages.map(({ at }) => at), [NOW, NOW, NOW, NOW, NOW]);
  });

  it('never open a conversation that every object knows', () => {
    act({ act: 'open', key: 'constructor' });
    assert.equal(state.open, null);
  });

  it('are shown once, known by sender and cid', () => {
    message(fromAnna());
    message(fromAnna());
    assert.equal(talk().messages.length, 1);
    assert.equal(talk().unread, 1);
    const inGroup = { type: 'group', id: 'g1', username: 'x', content: 'x', cid: 'c1' };
    message({ ...inGroup, fromid: 'u2' });
    message({ ...inGroup, fromid: 'u3' });
    message({ ...inGroup, fromid: 'u3' });
    assert.equal(talk('group:g1').messages.length, 2, 'two people may use the same cid');
    message({ ...inGroup, cid: undefined, fromid: 'u3' });
    message({ ...inGroup, cid: undefined, fromid: 'u3' });
    assert.equal(talk('group:g1').messages.length, 4, 'without a cid each is new');
  });

  it('from another tab of mine stand on my side, and are not unread', () => {
    message(fromAnna({ mine: true, id: 'u2', fromid: 'u1', username: '林小雨', content: 'From there' }));
    const [row] = talk().messages;
    assert.equal(row.mine, true);
    assert.equal(row.from.id, 'u1');
    assert.equal(talk().unread, 0);
    assert.equal(state.contacts['friend:u2'].name, 'Anna Keller');
  });

  it('that repeat my own are not shown twice', () => {
    write('Hi', 1);
    send(1);
    message(fromAnna({ mine: true, fromid: 'u1', cid: 'm1', content: 'Hi' }));
    assert.deepEqual(texts(), ['Hi']);
  });

  it('from somebody in no list make him a contact at once', () => {
    message({ type: 'friend', id: 'bob', fromid: 'bob', username: 'Bob', avatar: 'b.svg', content: 'Hi', cid: 'b1' });
    const { name, avatar, status, folder } = state.contacts['friend:bob'];
    assert.deepEqual([name, avatar, status, folder], ['Bob', 'b.svg', 'online', null]);
    assert.equal(talk('friend:bob').unread, 1);
  });

  it('tell what somebody is called to whom I wrote by id only', () => {
    act({ act: 'stranger', id: 'bob' });
    assert.equal(state.contacts['friend:bob'].name, 'bob');
    message({ type: 'friend', id: 'bob', username: 'Bob', content: 'Hi', cid: 'b1' });
    assert.equal(state.contacts['friend:bob'].name, 'Bob');
    assert.equal(state.contacts['friend:bob'].status, 'online');
    message(fromAnna({ username: 'Not Anna' }));
    assert.equal(state.contacts['friend:u2'].name, 'Anna Keller', 'lists know better');
  });

  it('sent while I was away stand before what came since', () => {
    message(fromAnna({ content: 'second', timestamp: NOW + 2 }));
    message(fromAnna({ content: 'third', timestamp: NOW + 2, cid: 'c3' }));
    message(fromAnna({ content: 'first', timestamp: NOW + 1, cid: 'c0' }));
    assert.deepEqual(texts(), ['first', 'second', 'third']);
  });

  it('of the system stand in their conversation, and in no other', () => {
    act({ act: 'system', message: { system: true, type: 'group', id: 'g1', content: 'Anna joined' }, at: NOW });
    act({ act: 'system', message: { system: true, type: 'group', id: 'g9', content: 'lost' }, at: NOW });
    assert.equal(talk('group:g1').messages[0].system, true);
    assert.equal(talk('group:g1').unread, 0);
    assert.deepEqual(Object.keys(state.talks), ['group:g1']);
  });

  it('are kept up to a bound', () => {
    for (let i = 0; i < 1005; i++) message(fromAnna({ cid: `x${i}`, content: i, timestamp: NOW + i }));
    assert.equal(talk().messages.length, 1000);
    assert.equal(talk().messages[0].text, '5');
  });
});

describe('messages of mine', () => {
  it('wait in the order in which they were written, over all conversations', () => {
    write('one', 1);
    write('two', 2, 'group:g1');
    write('three', 3);
    assert.deepEqual(waitingOf(state).map(({ key, message: { text } }) => [key, text]),
      [['friend:u2', 'one'], ['group:g1', 'two'], ['friend:u2', 'three']]);
    send(1);
    assert.equal(waitingOf(state).length, 2);
  });

  it('stay last while they wait', () => {
    write('mine', 1);
    message(fromAnna({ content: 'theirs', timestamp: NOW + 5000 }));
    assert.deepEqual(texts(), ['theirs', 'mine']);
  });

  it('stand after what their writer had seen, whatever the clocks say', () => {
    message(fromAnna({ content: 'question', timestamp: NOW + 60_000 }));
    write('answer', 1);
    send(1);
    assert.deepEqual(texts(), ['question', 'answer']);
  });

  it('that are refused say why, and may be tried again', () => {
    write('one', 1);
    send(1);
    act({ act: 'refused', cid: 'm1', reason: 'too fast' });
    assert.equal(talk().messages[0].status, 'refused');
    assert.equal(talk().messages[0].reason, 'too fast');
    act({ act: 'retry', cid: 'm1', order: 9 });
    assert.equal(waitingOf(state)[0].message.cid, 'm1');
    assert.equal(talk().messages[0].reason, null);
  });

  it('may be confirmed, with the server\'s time', () => {
    write('one', 1);
    send(1);
    act({ act: 'confirmed', cid: 'm1', at: NOW + 77 });
    assert.equal(talk().messages[0].status, 'confirmed');
    assert.equal(talk().messages[0].at, NOW + 77);
  });

  it('that may have been lost with the line wait again, and keep their place', () => {
    [1, 2, 3].forEach((order) => {
      write(`text ${order}`, order);
      send(order);
    });
    act({ act: 'confirmed', cid: 'm3' });
    act({ act: 'lost', since: NOW + 2 });
    assert.deepEqual(waitingOf(state).map(({ message: { cid } }) => cid), ['m2']);
    send(2, { at: NOW + 99_000 });
    assert.deepEqual(texts(), ['text 1', 'text 2', 'text 3']);
  });

  it('over which the line was closed do not go out again by themselves', () => {
    write('bad', 1);
    send(1);
    act({ act: 'rejected', since: NOW, reason: 'too large' });
    act({ act: 'lost', since: NOW });
    assert.deepEqual(statuses(), ['refused']);
  });

  it('a refusal of an unknown cid changes nothing', () => {
    write('one', 1);
    const before = talk();
    act({ act: 'refused', cid: 'other', reason: 'x' });
    assert.equal(talk(), before);
  });
});

describe('people', () => {
  it('come and go', () => {
    act({ act: 'presence', id: 'u3', status: 'online' });
    assert.equal(state.contacts['friend:u3'].status, 'online');
    act({ act: 'presence', id: 'u3', status: 'whatever' });
    assert.equal(state.contacts['friend:u3'].status, 'offline');
    const before = state;
    act({ act: 'presence', id: 'nobody', status: 'online' });
    assert.equal(state, before);
  });

  it('in no list may be written to', () => {
    act({ act: 'stranger', id: 'bob' });
    act({ act: 'open', key: 'friend:bob' });
    assert.equal(state.open, 'friend:bob');
    act({ act: 'open', key: 'friend:none' });
    assert.equal(state.open, null);
  });
});

describe('the state', () => {
  it('is replaced, never changed', () => {
    const before = JSON.stringify(state);
    const kept = state;
    message(fromAnna());
    write('x', 1);
    act({ act: 'presence', id: 'u2', status: 'offline' });
    assert.equal(JSON.stringify(kept), before);
  });
});
