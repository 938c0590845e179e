import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Refusal } from '../../main/webapp/chat/api.js';
import { createHistory } from '../../main/webapp/chat/history.js';
import { EMPTY, reduce } from '../../main/webapp/chat/store.js';

const KEY = 'friend:u2';
const rows = (from, count) =>
  Array.from({ length: count }, (_, i) => ({ id: 'u2', content: `${from - i}`, cid: `c${from - i}`, timestamp: from - i, logid: from - i }));

let state;
let asked;
let answers;
let history;
const dispatch = (action) => (state = reduce(state, action));
const talk = () => state.talks[KEY];

beforeEach(() => {
  state = { ...EMPTY, me: { id: 'u1', username: 'u1' } };
  dispatch({ act: 'stranger', id: 'u2' });
  asked = [];
  answers = [];
  const fetchPart = async (user, { id, type }, { before }) => {
    asked.push([user, type, id, before]);
    return answers.shift()();
  };
  history = createHistory({ user: 'u1', state: () => state, dispatch, fetchPart });
});

describe('the history of a conversation', () => {
  it('is loaded from the newest upwards, until there is no more', async () => {
    answers = [() => rows(100, 30), () => rows(70, 30), () => rows(40, 5), () => []];
    await history.begin(KEY);
    await history.begin(KEY);
    assert.equal(asked.length, 1);
    await history.older(KEY);
    await history.older(KEY);
    await history.older(KEY);
    assert.deepEqual(asked, [null, 71, 41, 36].map((before) => ['u1', 'friend', 'u2', before]));
    assert.deepEqual([talk().messages.length, talk().messages[0].text, talk().history], [65, '36', 'all']);
  });

  it('goes on over parts from which lines are missing', async () => {
    answers = [() => rows(100, 29), () => rows(60, 12), () => rows(20, 2), () => []];
    await history.begin(KEY);
    assert.deepEqual([talk().messages.length, talk().history], [41, 'more']);
    await history.older(KEY);
    assert.deepEqual([talk().messages.length, talk().history], [43, 'all']);
  });

  it('is asked for once at a time', async () => {
    answers = [() => rows(90, 30)];
    await Promise.all([history.begin(KEY), history.begin(KEY), history.older(KEY)]);
    assert.equal(asked.length, 1);
    assert.equal(talk().loading, false);
  });

  it('ends quietly where the server has none', async () => {
    answers = [() => { throw new Refusal(404, 'Not found'); }];
    await history.begin(KEY);
    await history.begin(KEY);
    assert.equal(asked.length, 1);
    assert.deepEqual([talk().history, talk().loading, talk().messages.length], ['all', false, 0]);
  });

  it('is asked for again after a failure that passes', async () => {
    answers = [() => { throw new Refusal(503, 'Stopping'); }, () => { throw new Refusal(0, ''); }, () => rows(9, 3), () => []];
    await history.begin(KEY);
    await history.begin(KEY);
    assert.deepEqual([talk().history, talk().loading], ['none', false]);
    await history.begin(KEY);
    assert.equal(talk().messages.length, 3);
  });

  it('begins anew when messages went missing, even while a part was on its way', async () => {
    answers = [() => rows(100, 30), () => { dispatch({ act: 'stale' }); return rows(70, 30); }, () => rows(200, 30)];
    await history.begin(KEY);
    await history.older(KEY);
    assert.deepEqual(asked.map(([, , , before]) => before), [null, 71, null]);
    assert.deepEqual([talk().messages.length, talk().messages[0].text, talk().before, talk().loading], [30, '171', 171, false]);
  });

  it('of nobody is not asked for', async () => {
    await history.begin('friend:nobody');
    await history.begin(null);
    assert.equal(asked.length, 0);
  });
});
