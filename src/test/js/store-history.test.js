import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { act, fromAnna, marksOf, message, NOW, sent, state, statuses, talk, texts, write } from './fakes/talks.js';

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
    const row = { id: 'u1', content: 'old', cid: 'old', timestamp: NOW - 5, logid: 1 };
    act({ act: 'history', key: 'friend:u2', rows: [row], more: false });
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
    const left = talk().messages.map(({ recalled, text }) => [recalled, text]);
    assert.deepEqual(left, [[true, ''], [undefined, 'mine with the same cid']]);
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
  const row = (n, more = {}) => ({
    id: 'u2', username: 'Anna', content: `h${n}`, timestamp: NOW - 1000 + n, cid: `h${n}`, logid: n, ...more,
  });
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
    const repeated = [row(9, { cid: 'm2', id: 'u1', timestamp: NOW + 2 }), row(8, { cid: 'c1', timestamp: NOW })];
    history([...repeated, row(7, { timestamp: NOW + 99 })]);
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
