import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Position } from '../../main/webapp/lifeline/position.js';
import { World, settled } from './fakes/world.js';

const line = (seq, more = {}) => ({ seq, type: 'friend', id: 'u2', fromid: 'u2', cid: `c${seq}`, content: seq, ...more });
const contents = (world) => world.heard.map(({ content }) => content);
const acks = (socket) => socket.frames.filter(({ type }) => type === 'ack');

describe('a position', () => {
  const at = (seq, all) => new Position({ epoch: 'e1', seq, all });

  it('follows each stream by itself', () => {
    const position = at(4, 2);
    assert.equal(position.advance({ seq: 5 }), true);
    assert.equal(position.advance({ all: 3 }), true);
    assert.equal(position.advance({ content: 'flies by' }), false);
    assert.deepEqual(position.value, { epoch: 'e1', seq: 5, all: 3 });
  });

  it('never goes back, and jumps over permitted gaps', () => {
    const position = at(4, 2);
    assert.equal(position.advance({ seq: 9 }), true);
    assert.equal(position.advance({ seq: 7 }), false);
    assert.equal(position.value.seq, 9);
  });

  it('covers what is not above it', () => {
    const position = at(4, 2);
    assert.deepEqual([3, 4, 5].map((seq) => position.covers({ seq })), [true, true, false]);
    assert.equal(position.covers({ all: 3 }), false, 'the streams have nothing to do with each other');
    assert.equal(position.covers({ type: 'typing' }), false);
  });

  it('is none where what was kept is none', () => {
    for (const kept of [null, {}, { epoch: 7, seq: 1, all: 1 }, { epoch: 'e', seq: -1, all: 0 }, { epoch: 'e', seq: 1 }, 'e1', 3]) {
      assert.equal(new Position(kept).value, null, JSON.stringify(kept));
    }
  });

  it('takes no number for one that is none', () => {
    const position = at(4, 2);
    for (const seq of ['5', 5.5, null, NaN, -1, 2 ** 60]) {
      assert.equal(position.advance({ seq }), false);
      assert.equal(position.covers({ seq }), false);
    }
  });
});

describe('coming back', () => {
  it('says who and where the client is', () => {
    const world = new World();
    world.connect();
    assert.deepEqual(world.socket.query, { client: 'id1' });
    world.welcome({ from: { seq: 7, all: 2 } });
    world.socket.frame([line(8), { all: 3, type: 'news', content: 'n' }]);
    world.socket.end(1006);
    world.advance(250);
    assert.deepEqual(world.socket.query, { client: 'id1', epoch: 'e1', seq: '8', all: '3' });
  });

  it('keeps the address\'s own query', () => {
    const world = new World();
    world.connectTo('web/count/u1?a=b%20c');
    assert.equal(world.socket.url, 'wss://example.org/app/web/count/u1?a=b%20c&client=id1');
  });

  it('begins where the welcome says', () => {
    const world = new World();
    world.open();
    world.socket.frame(line(9));
    world.comeBack({ epoch: 'e2', from: { seq: 3, all: 0 }, recovered: false, reason: 'epoch' });
    world.socket.frame(line(4));
    assert.deepEqual(contents(world).filter(Boolean), [9, 4]);
    world.socket.end(1006);
    world.advance(world.wait);
    assert.deepEqual(world.socket.query, { client: 'id1', epoch: 'e2', seq: '4', all: '0' });
  });

  it('tells the page to load its state anew where messages are missing', () => {
    for (const reason of ['epoch', 'ahead', 'retention']) {
      const world = new World();
      const told = [];
      world.connect();
      world.line.on('reload', (event) => told.push([event, world.line.state]));
      world.welcome({ recovered: false, reason });
      assert.deepEqual(told, [[{ type: 'reload', reason }, 'open']]);
      world.comeBack();
      assert.equal(told.length, 1);
    }
  });

  it('moves only after the handlers have run', () => {
    const world = new World();
    world.open();
    world.line.on('friend', ({ seq }) => seq === 2 && world.line.close());
    world.socket.frame([line(1), line(2), line(3)]);
    world.line.retry();
    assert.equal(world.socket.query.seq, '2', 'the third was not delivered, and comes again');
  });
});

describe('a reload of the page', () => {
  it('goes on where it was, as another client', async () => {
    const first = new World();
    first.open();
    first.socket.frame([line(1), line(2)]);
    await settled();
    const second = new World();
    second.storage = first.storage;
    second.connect({ newId: () => 'other' });
    assert.deepEqual(second.socket.query, { client: 'other', epoch: 'e1', seq: '2', all: '0' });
  });

  it('keeps positions apart by endpoint and user, and no query', () => {
    const world = new World();
    world.connectTo('web/count/u1?token=secret');
    world.welcome();
    const [[key]] = world.storage.entries;
    assert.equal(key, 'lifeline example.org/app/web/count/u1');
    world.connectTo('web/count/u2');
    assert.equal(world.socket.query.epoch, undefined);
  });

  it('begins where the server knows when nothing is kept, or it is spoilt', () => {
    const spoilt = { getItem: () => '{', setItem() { throw new Error('full'); } };
    for (const storage of [null, spoilt]) {
      const world = new World();
      world.open({ storage });
      assert.deepEqual(world.socket.query, { client: 'id1' });
      assert.equal(world.line.state, 'open');
    }
  });
});

describe('repeats', () => {
  it('do not reach a handler again, over connections too', () => {
    const world = new World();
    world.open();
    const unnumbered = { type: 'friend', fromid: 'u2', cid: 'a', content: 'once' };
    world.socket.frame([unnumbered, unnumbered]);
    world.comeBack();
    world.socket.frame(unnumbered);
    world.socket.frame({ ...unnumbered, fromid: 'u3', content: 'another\'s' });
    assert.deepEqual(contents(world), ['once', 'another\'s']);
  });

  it('with a new number move the position all the same', () => {
    const world = new World();
    world.open();
    world.socket.frame([line(1), line(2, { cid: 'c1' })]);
    assert.deepEqual(contents(world), [1]);
    world.advance(1000);
    assert.deepEqual(acks(world.socket), [{ type: 'ack', seq: 2, all: 0 }]);
  });

  it('are known by their number where they have no cid', () => {
    const world = new World();
    world.open();
    world.socket.frame([{ seq: 5, type: 'count', content: 5 }, { seq: 4, type: 'count', content: 4 }, { seq: 5, type: 'count', content: 5 }]);
    assert.deepEqual(contents(world), [5]);
  });

  it('are not what only looks alike', () => {
    const world = new World();
    world.open();
    const plain = { type: 'count', content: 3 };
    world.socket.frame([plain, plain]);
    world.socket.frame([{ type: 'delMsg', cid: 'c1', userId: 'u2' }, { type: 'delMsg', cid: 'c1', userId: 'u2' }]);
    world.socket.frame([line(1), { seq: 2, type: 'edited', fromid: 'u2', cid: 'c1' }]);
    assert.equal(world.heard.length, 6);
  });

  it('are remembered up to a bound', () => {
    const world = new World();
    world.open();
    const from = (i) => ({ type: 'friend', fromid: 'u2', cid: `x${i}` });
    for (let i = 0; i <= 1000; i++) world.socket.frame(from(i));
    world.socket.frame(from(1));
    assert.equal(world.heard.length, 1001);
    world.socket.frame(from(0));
    assert.equal(world.heard.length, 1002, 'the oldest one is forgotten');
  });
});

describe('acknowledging', () => {
  it('waits a second, and takes all that came with it', () => {
    const world = new World();
    world.open();
    world.socket.frame(line(1));
    world.advance(999);
    world.socket.frame([line(2), { all: 1, type: 'news' }]);
    assert.equal(acks(world.socket).length, 0);
    world.advance(1);
    assert.deepEqual(acks(world.socket), [{ type: 'ack', seq: 2, all: 1 }]);
    world.advance(10_000);
    assert.equal(acks(world.socket).length, 1, 'nothing new, nothing said');
  });

  it('does not wait for more than 32', () => {
    const world = new World();
    world.open();
    for (let i = 1; i <= 31; i++) world.socket.frame(line(i));
    assert.equal(acks(world.socket).length, 0);
    world.socket.frame(line(32));
    assert.deepEqual(acks(world.socket), [{ type: 'ack', seq: 32, all: 0 }]);
    world.socket.frame(line(33));
    world.advance(1000);
    assert.equal(acks(world.socket).at(-1).seq, 33);
    assert.equal(acks(world.socket).length, 2);
  });

  it('says nothing of what flies by', () => {
    const world = new World();
    world.open();
    for (let i = 0; i < 100; i++) world.socket.frame({ type: 'typing', id: 'u2' });
    world.advance(2000);
    assert.equal(acks(world.socket).length, 0);
  });

  it('hurries before the connection ends: a bye, a close, a page that is left', () => {
    const ends = [
      (world) => world.socket.frame({ type: 'bye', reason: 'restart', after: 1 }),
      (world) => world.line.close(),
      (world) => world.event('pagehide'),
    ];
    for (const end of ends) {
      const world = new World();
      world.open();
      world.socket.frame(line(1));
      end(world);
      assert.deepEqual(acks(world.socket), [{ type: 'ack', seq: 1, all: 0 }]);
      assert.match(world.storage.entries[0][1], /"seq":1/);
    }
  });

  it('is made up for on the next connection', () => {
    const world = new World();
    world.open();
    world.socket.frame(line(1));
    world.comeBack();
    assert.deepEqual(acks(world.socket), [{ type: 'ack', seq: 1, all: 0 }]);
  });

  it('never speaks for a history that is not followed', () => {
    const world = new World();
    world.open();
    world.socket.frame(line(1));
    world.comeBack({ epoch: 'e2', from: { seq: 900, all: 0 }, recovered: false, reason: 'epoch' });
    world.advance(5000);
    assert.equal(acks(world.socket).length, 0);
  });

  it('counts what a failing handler did not want', (t) => {
    t.mock.method(console, 'error', () => {});
    const world = new World();
    world.open();
    world.line.on('friend', () => {
      throw new Error('broken');
    });
    world.socket.frame(line(1));
    world.advance(1000);
    assert.equal(acks(world.socket).length, 1);
  });
});
