import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { act, DATA, fromAnna, message, state, texts } from './fakes/talks.js';

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
