import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EMPTY, unreadOf } from '../../main/webapp/chat/store.js';
import { act, begin, DATA, fromAnna, message, NOW, sent, state, statuses, talk, texts, write } from './fakes/talks.js';

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
    begin({ ...EMPTY, me: { id: 'U1', username: 'U1' } });
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
