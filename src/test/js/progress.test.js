import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { World, settled } from './fakes/world.js';

const line = (cid, id = 'u2') => ({ cid, to: { id, type: 'friend' }, content: `line ${cid}` });
const sent = (cid, timestamp = 7) => ({ type: 'sent', cid, timestamp });
const steps = (world) => world.progress.map(({ cid, state }) => `${cid} ${state}`);

/** A queue that outlives its page. */
class FakeQueue {
  kept = [];

  load() { return Promise.resolve([...this.kept]); }

  put(message) { this.kept.push(message); }

  remove(cid) { this.kept = this.kept.filter((message) => message.cid !== cid); }
}

describe('progress of a message', () => {
  it('is queued, sent, delivered, read', () => {
    const world = new World();
    world.open();
    world.line.send(line('a'));
    world.socket.frame(sent('a'));
    world.socket.frame({ seq: 2, type: 'delivered', id: 'u2', cid: 'a' });
    world.socket.frame({ seq: 3, type: 'read', id: 'u2', cid: 'a' });
    assert.deepEqual(steps(world), ['a queued', 'a sent', 'a delivered', 'a read']);
    assert.equal(world.progress[1].timestamp, 7);
    assert.deepEqual(world.progress[3].message, line('a'));
  });

  it('counts a receipt for all earlier lines to that friend, and for no others', () => {
    const world = new World();
    world.open();
    [['a'], ['x', 'u3'], ['b'], ['c']].forEach(([cid, id]) => {
      world.line.send(line(cid, id));
      world.socket.frame(sent(cid));
    });
    world.progress.length = 0;
    world.socket.frame({ seq: 8, type: 'delivered', id: 'u2', cid: 'x' });
    assert.deepEqual(steps(world), [], 'x is a line to another');
    world.socket.frame({ seq: 9, type: 'delivered', id: 'u2', cid: 'b' });
    world.socket.frame({ seq: 10, type: 'read', id: 'u2', cid: 'a' });
    world.socket.frame({ seq: 12, type: 'read', id: 'u2', cid: 'c' });
    assert.deepEqual(steps(world), ['a delivered', 'b delivered', 'a read', 'b read', 'c read']);
  });

  it('ends with a refusal, which names it', async () => {
    const world = new World();
    world.open();
    const answer = world.line.send(line('a'));
    world.socket.frame({ type: 'refused', cid: 'a', code: 'not-a-friend', content: 'no' });
    await assert.rejects(answer);
    assert.deepEqual(steps(world), ['a queued', 'a refused']);
    assert.equal(world.progress[1].error.code, 'not-a-friend');
  });

  it('of what was not even taken is refused', async () => {
    const world = new World();
    world.open({ maxQueued: 0 });
    await assert.rejects(world.line.send(line('a')), { code: 'queue-full' });
    assert.deepEqual(steps(world), ['a refused']);
  });

  it('of groups and of the application ends with sent', () => {
    const world = new World();
    world.open();
    world.line.send({ cid: 'g', to: { id: 'g1', type: 'group' }, content: 'x' });
    world.line.send({ cid: 'o', type: 'order' });
    ['g', 'o'].forEach((cid) => world.socket.frame(sent(cid)));
    world.socket.frame({ seq: 3, type: 'read', id: 'g1', cid: 'g' });
    assert.deepEqual(steps(world), ['g queued', 'o queued', 'g sent', 'o sent']);
  });

  it('is not told any more to who took his handler off', () => {
    const world = new World();
    world.open();
    const seen = [];
    const off = world.line.onSend((progress) => seen.push(progress));
    off();
    world.line.send(line('a'));
    assert.deepEqual(seen, []);
  });
});

describe('what a closed page left unsent', () => {
  it('is sent by the next one, before what that one writes, and told', async () => {
    const queue = new FakeQueue();
    const first = new World();
    first.connect({ queue: () => queue });
    first.line.send(line('a'));
    first.line.send(line('b'));

    const second = new World();
    second.connect({ queue: () => queue });
    second.line.send(line('c'));
    second.welcome();
    assert.deepEqual(second.socket.frames, [], 'what is older goes first');
    await settled();
    assert.deepEqual(second.socket.frames.map(({ cid }) => cid), ['a', 'b', 'c']);
    assert.deepEqual(second.progress.filter(({ restored }) => restored).map(({ message }) => message), [line('a'), line('b')]);
    ['a', 'b', 'c'].forEach((cid) => second.socket.frame(sent(cid)));
    assert.deepEqual(queue.kept, []);
    assert.deepEqual(steps(second).slice(-3), ['a sent', 'b sent', 'c sent']);
  });

  it('is no news when its copy comes with the replay', async () => {
    const queue = new FakeQueue();
    queue.put(line('a'));
    const world = new World();
    world.connect({ queue: () => queue });
    await settled();
    world.welcome({ position: { seq: 1, all: 0 } });
    world.socket.frame({ seq: 1, type: 'friend', id: 'u2', mine: true, fromid: 'u1', cid: 'a', content: 'line a', timestamp: 3 });
    assert.deepEqual(world.heard, []);
    assert.deepEqual(steps(world), ['a queued', 'a sent']);
    assert.deepEqual(queue.kept, []);
  });

  it('is forgotten when it is refused', async () => {
    const queue = new FakeQueue();
    queue.put(line('a'));
    const world = new World();
    world.connect({ queue: () => queue });
    world.welcome();
    await settled();
    world.socket.frame({ type: 'refused', cid: 'a', code: 'not-a-friend', content: 'no' });
    assert.deepEqual(queue.kept, []);
    assert.deepEqual(steps(world), ['a queued', 'a refused']);
  });
});
