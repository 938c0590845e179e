import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { EMPTY, reduce, unreadOf } from '../../main/webapp/chat/store.js';
import { marks } from '../../main/webapp/chat/talks.js';

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
const sent = (order, at = NOW + order) => act({ act: 'sent', cid: `m${order}`, at });
const talk = (key = 'friend:u2') => state.talks[key];
const texts = (key) => talk(key).messages.map(({ text }) => text);
const statuses = (key) => talk(key).messages.map(({ status }) => status);
const marksOf = (key) => talk(key).messages.map((_, i) => marks(talk(key))(i));

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

describe('a name that cannot be seen', () => {
  for (const name of ['', ' ', '\u200b\u200e', '\u3164', '\u2800', '\u202e', null, 7]) {
    it(`is replaced by the id: ${JSON.stringify(name)}`, () => {
      message(fromAnna({ id: 'x', fromid: 'x', username: name }));
      assert.equal(state.contacts['friend:x'].name, 'x');
    });
  }
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
    sent(1);
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
  it('stay last while they wait, in the order in which they were written', () => {
    write('one', 1);
    write('two', 2);
    message(fromAnna({ content: 'theirs', timestamp: NOW + 5000 }));
    assert.deepEqual(texts(), ['theirs', 'one', 'two']);
    assert.deepEqual(statuses(), [undefined, 'waiting', 'waiting']);
  });

  it('stand where the server puts them', () => {
    write('one', 1);
    write('two', 2);
    message(fromAnna({ content: 'between', timestamp: NOW + 50 }));
    sent(2, NOW + 60);
    sent(1, NOW + 40);
    assert.deepEqual(texts(), ['one', 'between', 'two']);
    assert.equal(talk().messages[0].at, NOW + 40);
  });

  it('keep their time where the server says none', () => {
    write('one', 1);
    sent(1, undefined);
    assert.deepEqual([talk().messages[0].at, talk().messages[0].status], [NOW + 1, 'sent']);
  });

  it('stand after what their writer had seen, whatever the clocks say', () => {
    message(fromAnna({ content: 'question', timestamp: NOW + 60_000 }));
    write('answer', 1);
    assert.equal(talk().messages[1].at, NOW + 60_000);
  });

  it('that are refused say why, and may be tried again', () => {
    write('one', 1);
    act({ act: 'refused', cid: 'm1', reason: 'too fast' });
    assert.equal(talk().messages[0].status, 'refused');
    assert.equal(talk().messages[0].reason, 'too fast');
    act({ act: 'retry', cid: 'm1', order: 9 });
    assert.deepEqual(statuses(), ['waiting']);
    assert.equal(talk().messages[0].reason, null);
  });

  it('that were stored although they were refused are sent', () => {
    write('one', 1);
    act({ act: 'refused', cid: 'm1', reason: 'the line was closed' });
    message(fromAnna({ mine: true, fromid: 'u1', cid: 'm1', content: 'one' }));
    assert.deepEqual(statuses(), ['sent']);
  });

  it('are known as mine even before the server has said who I am', () => {
    state = { ...EMPTY, me: { id: 'U1', username: 'U1' } };
    act({ act: 'stranger', id: 'u2' });
    write('one', 1);
    act({ act: 'init', data: DATA });
    sent(1);
    message(fromAnna({ mine: true, fromid: 'u1', cid: 'm1' }));
    assert.deepEqual(statuses(), ['sent']);
  });

  it('a refusal of an unknown cid changes nothing', () => {
    write('one', 1);
    const before = talk();
    act({ act: 'refused', cid: 'other', reason: 'x' });
    assert.equal(talk(), before);
  });
});

describe('receipts', () => {
  const receipt = (mark, cid, id = 'u2') => act({ act: 'receipt', mark, id, cid });

  beforeEach(() => {
    [1, 2, 3].forEach((order) => {
      write(`text ${order}`, order);
      sent(order);
    });
  });

  it('mark everything up to the one that they name', () => {
    assert.deepEqual(marksOf(), ['sent', 'sent', 'sent']);
    receipt('delivered', 'm2');
    assert.deepEqual(marksOf(), ['delivered', 'delivered', 'sent']);
    receipt('read', 'm1');
    assert.deepEqual(marksOf(), ['read', 'delivered', 'sent']);
    receipt('read', 'm3');
    assert.deepEqual(marksOf(), ['read', 'read', 'read']);
  });

  it('never take anything back: another device of the friend may be behind', () => {
    receipt('read', 'm2');
    receipt('read', 'm1');
    receipt('read', 'not loaded');
    assert.deepEqual(marksOf(), ['read', 'read', 'sent']);
  });

  it('say nothing of what waits or was refused, nor of what others wrote', () => {
    message(fromAnna({ timestamp: NOW }));
    write('four', 4);
    write('five', 5);
    act({ act: 'refused', cid: 'm4', reason: 'x' });
    receipt('read', 'm3');
    assert.deepEqual(marksOf(), [undefined, 'read', 'read', 'read', 'refused', 'waiting']);
  });

  it('wait for the message that they name', () => {
    receipt('read', 'old');
    assert.deepEqual(marksOf(), ['sent', 'sent', 'sent']);
    act({ act: 'history', key: 'friend:u2', rows: [{ id: 'u1', content: 'old', cid: 'old', timestamp: NOW - 5, logid: 1 }], more: false });
    assert.deepEqual(marksOf(), ['read', 'sent', 'sent', 'sent']);
  });

  it('of somebody unknown change nothing', () => {
    const before = state;
    receipt('read', 'm1', 'nobody');
    assert.equal(state, before);
  });
});

describe('words taken back', () => {
  it('are gone, and their place says so', () => {
    message(fromAnna());
    message(fromAnna({ fromid: 'u1', mine: true, content: 'mine with the same cid' }));
    act({ act: 'recalled', key: 'friend:u2', from: 'u2', cid: 'c1' });
    assert.deepEqual(talk().messages.map(({ recalled, text }) => [recalled, text]), [[true, ''], [undefined, 'mine with the same cid']]);
    act({ act: 'recalled', key: 'friend:u2', from: 'u1', cid: 'c1' });
    assert.deepEqual(texts(), ['', '']);
  });

  it('that nobody knows change nothing', () => {
    message(fromAnna());
    act({ act: 'recalled', key: 'friend:u2', from: 'u2', cid: 'other' });
    act({ act: 'recalled', key: 'friend:u9', from: 'u9', cid: 'c1' });
    assert.deepEqual(texts(), ['Hello']);
    assert.equal('friend:u9' in state.talks, false);
  });
});

describe('history', () => {
  const row = (n, more = {}) => ({ id: 'u2', username: 'Anna', content: `h${n}`, timestamp: NOW - 1000 + n, cid: `h${n}`, logid: n, ...more });
  const history = (rows, more = false) => act({ act: 'history', key: 'friend:u2', rows, more });

  it('stands before what came since, newest part first', () => {
    message(fromAnna({ content: 'live' }));
    history([row(4), row(3)], true);
    assert.equal(talk().history, 'more');
    assert.equal(talk().before, 3);
    history([row(2, { id: 'u1' }), row(1, { recalled: true, content: null })]);
    assert.deepEqual(texts(), ['', 'h2', 'h3', 'h4', 'live']);
    assert.deepEqual(talk().messages.map(({ mine }) => mine), [false, true, false, false, false]);
    assert.deepEqual([talk().messages[0].recalled, statuses()[1], talk().history], [true, 'sent', 'all']);
    assert.equal(talk().unread, 1, 'the live one only');
  });

  it('keeps the order of what was said in one moment', () => {
    const timestamp = NOW - 9;
    history([row(4, { timestamp }), row(3, { timestamp })], true);
    history([row(2, { timestamp }), row(1, { timestamp })], true);
    assert.deepEqual(texts(), ['h1', 'h2', 'h3', 'h4']);
  });

  it('repeats nothing that is there, and does not overtake what waits', () => {
    message(fromAnna({ content: 'live' }));
    write('waits', 1);
    write('mine', 2);
    sent(2);
    history([row(9, { cid: 'm2', id: 'u1', timestamp: NOW + 2 }), row(8, { cid: 'c1', timestamp: NOW }), row(7, { timestamp: NOW + 99 })]);
    assert.deepEqual(texts(), ['live', 'mine', 'h7', 'waits']);
  });

  it('replaces what may have holes, but for what it cannot know', () => {
    history([row(2), row(1)], true);
    message(fromAnna({ content: 'before the hole' }));
    write('waits', 1);
    write('refused', 2);
    act({ act: 'refused', cid: 'm2', reason: 'x' });
    act({ act: 'stale' });
    assert.deepEqual([talk().history, talk().before], ['stale', null]);
    assert.deepEqual(texts(), ['h1', 'h2', 'before the hole', 'refused', 'waits']);
    message(fromAnna({ content: 'after the hole', cid: 'c9', timestamp: NOW + 900 }));
    history([row(1100), row(1050)], true);
    assert.deepEqual(texts(), ['refused', 'h1050', 'h1100', 'after the hole', 'waits']);
    assert.equal(talk().history, 'more');
  });

  it('that cannot be had takes nothing away', () => {
    message(fromAnna());
    history([], false);
    act({ act: 'stale' });
    history([], false);
    assert.deepEqual(texts(), ['Hello']);
    assert.equal(talk().history, 'all');
  });

  it('that was never asked for has no holes', () => {
    message(fromAnna());
    act({ act: 'stale' });
    assert.equal(talk().history, 'none');
  });

  it('ends at the bound of what a page keeps', () => {
    for (let i = 0; i < 995; i++) message(fromAnna({ cid: `x${i}`, content: i, timestamp: NOW + i }));
    history([row(9), row(8), row(7), row(6)], true);
    assert.equal(talk().history, 'more');
    history([row(5), row(4), row(3)], true);
    assert.equal(talk().history, 'all');
    assert.equal(talk().messages.length, 1000);
  });
});

describe('who is writing', () => {
  const typing = (key, id) => act({ act: 'typing', key, id });

  it('is shown by name until he stops, or his words come', () => {
    typing('friend:u2', 'u2');
    assert.equal(state.typing['friend:u2'], 'Anna Keller');
    typing('friend:u2', null);
    assert.deepEqual(state.typing, {});
    typing('friend:u2', 'u2');
    message(fromAnna({ mine: true, fromid: 'u1', cid: 'mine' }));
    assert.equal(state.typing['friend:u2'], 'Anna Keller');
    message(fromAnna());
    assert.deepEqual(state.typing, {});
  });

  it('is named in a group as its members are, where they are known', () => {
    typing('group:g1', 'u2');
    assert.equal(state.typing['group:g1'], 'u2');
    act({ act: 'members', key: 'group:g1', list: [{ id: 'u2', username: 'Anna Keller' }] });
    typing('group:g1', 'u2');
    assert.equal(state.typing['group:g1'], 'Anna Keller');
  });

  it('is nobody where there is no conversation', () => {
    const before = state;
    typing('friend:nobody', 'nobody');
    assert.equal(state, before);
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
