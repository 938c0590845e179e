import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserQueue } from '../../main/webapp/lifeline/queue.js';
import { settled } from './fakes/world.js';

/** Locks as browsers have them: each has one holder, others wait for it. */
class FakeLocks {
  #ends = new Map();
  held = [];

  async request(name, act) {
    const before = this.#ends.get(name);
    const end = this.#hold(before, name, act);
    this.#ends.set(name, end);
    return end;
  }

  async #hold(before, name, act) {
    await before;
    this.held.push({ name });
    await act();
    this.held.splice(this.held.findIndex((each) => each.name === name), 1);
  }

  async query() { return { held: [...this.held] }; }
}

describe('the lock on what is unsent', () => {
  const indexedDB = { open() { throw new Error('forbidden'); } };

  before(() => (globalThis.IDBKeyRange = { bound() {} }));
  after(() => delete globalThis.IDBKeyRange);

  it('is held while something is, however fast it came and went', async () => {
    const locks = new FakeLocks();
    const queue = browserQueue('k', { indexedDB, locks });
    for (let i = 0; i < 2; i++) {
      queue.put({ cid: 'a' });
      queue.put({ cid: 'b' });
      await settled();
      assert.equal(locks.held.length, 1);
      queue.remove('a');
      await settled();
      assert.equal(locks.held.length, 1);
      queue.remove('b');
      await settled();
      assert.equal(locks.held.length, 0, 'it would keep the page out of the back/forward cache');
      queue.put({ cid: 'c' });
      queue.remove('c');
      await settled();
      assert.equal(locks.held.length, 0);
    }
  });
});
