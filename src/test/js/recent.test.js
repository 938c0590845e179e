import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Recent } from '../../main/webapp/lifeline/shared/recent.js';

const at = (seq, all = 0) => ({ epoch: 'e', seq, all });
const welcome = (seq, more) => ({ epoch: 'e', from: { seq, all: 0 }, recovered: true, ...more });
const message = (seq, more) => ({ seq, type: 'n', ...more });
const seqs = (messages) => messages?.map(({ seq }) => seq);

function having(from, ...numbers) {
  const recent = new Recent();
  recent.opened(welcome(from));
  numbers.forEach((seq) => recent.add(message(seq)));
  return recent;
}

describe('what a tab that comes later is given', () => {
  it('is all that came after its place', () => {
    const recent = having(5, 6, 7, 9);
    assert.deepEqual(seqs(recent.after(at(5))), [6, 7, 9]);
    assert.deepEqual(seqs(recent.after(at(7))), [9]);
    assert.deepEqual(seqs(recent.after(at(9))), []);
    assert.deepEqual(recent.newest, at(9));
  });

  it('is nothing where a part is missing, or of another history', () => {
    const recent = having(5, 6);
    assert.equal(recent.after(at(4)), null);
    assert.equal(recent.after({ ...at(6), epoch: 'other' }), null);
    assert.equal(recent.after({}), null);
  });

  it('is judged for each stream', () => {
    const recent = new Recent();
    recent.opened({ epoch: 'e', from: { seq: 5, all: 3 }, recovered: true });
    recent.add({ all: 4, type: 'n' });
    assert.equal(recent.after(at(9, 2)), null);
    assert.equal(recent.after(at(5, 3)).length, 1);
    assert.equal(recent.after(at(5, 4)).length, 0);
  });

  it('holds each message once, though a reconnect has brought it again', () => {
    const recent = having(5, 6, 7);
    recent.opened(welcome(6));
    [7, 8].forEach((seq) => recent.add(message(seq)));
    assert.deepEqual(seqs(recent.after(at(5))), [6, 7, 8]);
  });

  it('begins anew where the connection began earlier, or later than it had come', () => {
    for (const from of [3, 8]) {
      const recent = having(5, 6, 7);
      recent.opened(welcome(from));
      recent.add(message(9));
      assert.equal(recent.after(at(from - 1)), null);
      assert.deepEqual(seqs(recent.after(at(from))), [9]);
    }
  });

  it('is no more than a thousand messages', () => {
    const recent = having(0, ...Array.from({ length: 1001 }, (_, i) => i + 1));
    assert.equal(recent.after(at(0)), null);
    assert.equal(recent.after(at(1)).length, 1000);
  });

  it('is no more than 2 M characters', () => {
    const recent = having(0);
    [1, 2, 3].forEach((seq) => recent.add(message(seq, { text: 'x'.repeat(1 << 20) })));
    assert.equal(recent.after(at(1)), null);
    assert.deepEqual(seqs(recent.after(at(2))), [3]);
  });

  it('has nothing that only flew by', () => {
    const recent = having(0);
    recent.add({ type: 'typing' });
    assert.deepEqual(recent.after(at(0)), []);
  });
});
