import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKept } from '../../main/webapp/chat/kept.js';
import { createRecent } from '../../main/webapp/chat/recent.js';
import { EMPTY, reduce } from '../../main/webapp/chat/store.js';

class Storage {
  values = new Map();
  getItem(key) { return this.values.get(key) ?? null; }
  setItem(key, value) { this.values.set(key, value); }
  removeItem(key) { this.values.delete(key); }
}

const U1 = 'https://a.org/web/count/u1';

describe('what is kept', () => {
  it('is there for the next page of the same user, and for nobody else', () => {
    const storage = new Storage();
    createKept(storage, U1).set('friend:u2', 'half a sen');
    assert.equal(createKept(storage, U1).get('friend:u2'), 'half a sen');
    for (const path of ['web/count/u2', 'push/web/count/u1', 'web/count/u1%20']) {
      const other = `https://a.org/${path}`;
      assert.equal(createKept(storage, other).get('friend:u2'), null, other);
    }
  });

  it('is gone when it is empty', () => {
    const storage = new Storage();
    const kept = createKept(storage, U1);
    kept.set('x', 'y');
    kept.set('x', '');
    assert.deepEqual([kept.get('x') || null, storage.values.size], [null, 0]);
  });

  it('may have the names that every object knows', () => {
    const kept = createKept(new Storage(), '__proto__');
    for (const name of ['__proto__', 'constructor', 'toString']) {
      assert.equal(kept.get(name), null);
      kept.set(name, name);
      assert.equal(kept.get(name), name);
    }
  });

  it('outlives no page where storage is full, forbidden or missing, but that page', () => {
    const full = { getItem: () => null, setItem() { throw new Error('full'); }, removeItem() {} };
    const no = () => { throw new Error('no'); };
    const forbidden = { getItem: no, setItem: no, removeItem: no };
    for (const storage of [full, forbidden, null]) {
      const kept = createKept(storage, U1);
      assert.equal(kept.get('x'), null);
      kept.set('x', 'y');
      assert.equal(kept.get('x'), 'y');
      assert.equal(createKept(storage, U1).get('x'), null);
    }
  });
});

describe('recent conversations', () => {
  const page = (storage) => {
    const init = { mine: { id: 'u1', username: 'Lin' }, friend: [], group: [{ groupname: 'Crew', id: 'g1' }] };
    const recent = createRecent(createKept(storage, U1));
    const rows = recent.load();
    const empty = reduce({ ...EMPTY, me: { id: 'u1', username: 'u1' } }, { act: 'init', data: init });
    return { recent, rows, state: reduce(empty, { act: 'recent', rows }) };
  };
  const message = (state, id, at, more) => {
    const from = { id, fromid: id, username: `Name ${id}` };
    return reduce(state, { act: 'message', at, message: { type: 'friend', ...from, content: 'x', cid: `${id}${at}`, ...more } });
  };

  it('come back with what is unread, newest first', () => {
    const storage = new Storage();
    const first = page(storage);
    let { state } = first;
    state = message(message(message(state, 'a', 1), 'b', 3), 'b', 4);
    state = message(state, 'g1', 2, { type: 'group' });
    first.recent.save(state);
    const { rows, state: next } = page(storage);
    assert.deepEqual(rows.map(({ key, unread }) => [key, unread]), [['friend:b', 2], ['group:g1', 1], ['friend:a', 1]]);
    assert.deepEqual([next.contacts['friend:b'].name, next.talks['friend:b'].unread], ['Name b', 2]);
    assert.equal(next.contacts['friend:b'].folder, null);
  });

  it('come back with how far the friend has got, which a newer receipt goes before', () => {
    const storage = new Storage();
    const first = page(storage);
    let state = message(message(first.state, 'a', 1, { mine: true }), 'a', 2, { mine: true });
    state = reduce(state, { act: 'receipt', mark: 'delivered', id: 'a', cid: 'a2' });
    state = reduce(state, { act: 'receipt', mark: 'read', id: 'a', cid: 'a1' });
    first.recent.save(state);
    const { state: next } = page(storage);
    const reached = ({ talks }) => [talks['friend:a'].delivered, talks['friend:a'].read];
    assert.deepEqual(reached(next), ['a2', 'a1']);
    assert.deepEqual(reached(reduce(next, { act: 'receipt', mark: 'read', id: 'a', cid: 'a2' })), ['a2', 'a2']);
  });

  it('without a message are none, and write nothing over what was kept', () => {
    const storage = new Storage();
    const first = page(storage);
    first.recent.save(message(first.state, 'a', 1));
    const again = page(storage);
    again.recent.save(again.state);
    assert.equal(page(storage).rows.length, 1);
  });

  it('of a group that I left stay away', () => {
    const storage = new Storage();
    createKept(storage, U1).set('recent', JSON.stringify([['group', 'g9', 'Gone', 1]]));
    const { state } = page(storage);
    assert.deepEqual([Object.keys(state.contacts), state.talks], [['group:g1'], {}]);
  });

  for (const text of ['', 'no JSON', '7', '{}', 'null', '[null, 3, ["x","y","z",1], ["friend","a","b","many"]]']) {
    it(`are none where the storage holds ${JSON.stringify(text)}`, () => {
      const storage = new Storage();
      createKept(storage, U1).set('recent', text);
      assert.deepEqual(page(storage).rows, []);
    });
  }

  it('are twenty at most', () => {
    const storage = new Storage();
    let { recent, state } = page(storage);
    for (let i = 0; i < 30; i++) state = message(state, `p${i}`, i);
    recent.save(state);
    assert.deepEqual([page(storage).rows.length, page(storage).rows[0].id], [20, 'p29']);
  });
});

describe('what another tab has shown', () => {
  const start = () => {
    const init = { mine: { id: 'u1', username: 'Lin' }, friend: [{ list: [{ id: 'a', username: 'A' }] }] };
    return reduce({ ...EMPTY, me: { id: 'u1', username: 'u1' } }, { act: 'init', data: init });
  };
  const come = (state, cid) =>
    reduce(state, { act: 'message', at: 1, message: { type: 'friend', id: 'a', fromid: 'a', content: cid, cid } });
  const show = (state, cid) => reduce(state, { act: 'shown', key: 'friend:a', cid });
  const unread = (state) => state.talks['friend:a'].unread;

  it('is not unread here, but what came since is', () => {
    const state = come(come(come(start(), 'one'), 'two'), 'three');
    assert.deepEqual([unread(state), unread(show(state, 'two')), unread(show(state, 'three'))], [3, 1, 0]);
  });

  it('may come here later than there', () => {
    const state = come(show(come(start(), 'one'), 'two'), 'two');
    assert.deepEqual([unread(state), unread(come(state, 'three'))], [0, 1]);
  });

  it('of nobody changes nothing', () => {
    assert.deepEqual(reduce(start(), { act: 'shown', key: 'friend:x', cid: 'y' }).talks, {});
  });
});
