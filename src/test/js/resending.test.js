import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { World, settled, watched } from './fakes/world.js';

const U2 = { id: 'u2', type: 'friend' };
const line = (content, cid = content) => ({ to: U2, content, cid });
const sent = (cid, timestamp = 7) => ({ type: 'sent', cid, timestamp });
const cids = (socket, type = 'send') => socket.frames.filter((frame) => frame.type === type).map(({ cid }) => cid);

describe('after a reconnect', () => {
  it('all that is unanswered goes out again under the same cid, in order', async () => {
    const world = new World();
    world.open();
    const answers = ['a', 'b', 'c'].map((name) => world.line.send(line(name)));
    world.socket.frame(sent('b'));
    world.socket.end(1006);
    answers.push(world.line.send(line('d')));
    world.advance(250);
    world.welcome();
    assert.deepEqual(cids(world.socket), ['a', 'c', 'd']);
    ['a', 'c', 'd'].forEach((name) => world.socket.frame(sent(name)));
    assert.deepEqual((await Promise.all(answers)).map(({ cid }) => cid), ['a', 'b', 'c', 'd']);
    world.comeBack();
    assert.deepEqual(cids(world.socket), []);
  });

  it('what had to wait after a passing refusal goes at once', () => {
    const world = new World();
    world.open();
    world.line.send(line('a'));
    world.socket.frame({ type: 'refused', code: 'busy', cid: 'a' });
    world.socket.end(1006);
    world.line.close();
    assert.equal(world.timers.count, 0, 'no timer stays behind');
    world.line.retry();
    world.welcome();
    assert.deepEqual(cids(world.socket), ['a']);
  });

  it('an own line in the replay is answer enough, and no news', async () => {
    const world = new World();
    world.open();
    const answer = world.line.send(line('a'));
    world.comeBack();
    world.socket.frame({ seq: 4, type: 'friend', id: 'u2', fromid: 'u1', mine: true, cid: 'a', timestamp: 9 });
    assert.deepEqual(await answer, { cid: 'a', timestamp: 9 });
    world.socket.frame({ ...sent('a', 9), seq: 4 });
    assert.equal(world.heard.length, 0);
    world.socket.end(1006);
    world.advance(world.wait);
    assert.equal(world.socket.query.seq, '4');
  });

  it('an own line that was answered already is no news either', () => {
    const world = new World();
    world.open();
    world.line.send(line('a'));
    world.socket.frame(sent('a'));
    world.socket.frame([
      { seq: 4, type: 'friend', id: 'u2', fromid: 'u1', mine: true, cid: 'a' },
      { seq: 5, type: 'friend', id: 'u2', fromid: 'u1', mine: true, cid: 'of another tab' },
    ]);
    assert.deepEqual(world.heard.map(({ cid }) => cid), ['a', 'of another tab']);
    assert.deepEqual(world.heard.map(({ type }) => type), ['sent', 'friend']);
  });

  it('an answer counts whatever its number', async () => {
    const world = new World();
    world.open();
    const answer = world.line.send(line('a'));
    world.socket.frame({ seq: 9, type: 'count', content: 1 });
    world.socket.frame({ ...sent('a'), seq: 8 });
    assert.equal((await answer).cid, 'a');
  });
});

describe('a close over a message', () => {
  for (const code of [1008, 1009]) {
    it(`with ${code} refuses the last one, and sends the others again`, async () => {
      const world = new World();
      world.open();
      const [first, last] = [world.line.send(line('a')), world.line.send(line('b'))].map(watched);
      world.line.typing(U2);
      world.socket.end(code, 'too much');
      await settled();
      assert.equal(last.error.code, code);
      assert.equal(last.error.content, 'too much');
      assert.deepEqual(world.messages.at(-1), { type: 'refused', code, content: 'too much', cid: 'b' });
      world.advance(250);
      world.welcome();
      assert.deepEqual(cids(world.socket), ['a']);
      assert.equal(first.state, 'pending');
    });
  }

  it('blames nothing that was answered, or was not written to that connection', async () => {
    const world = new World();
    world.open();
    const answered = watched(world.line.send(line('a')));
    world.socket.frame(sent('a'));
    world.socket.end(1008);
    await settled();
    assert.equal(answered.state, 'kept');
    const waiting = watched(world.line.send(line('b')));
    world.advance(250);
    world.socket.accept();
    world.socket.end(1008);
    await settled();
    assert.equal(waiting.state, 'pending');
    assert.equal('cid' in world.messages.at(-1), false);
  });

  it('blames nothing that waits for its next try', async () => {
    const world = new World();
    world.open();
    const waiting = watched(world.line.send(line('a')));
    world.socket.frame({ type: 'refused', code: 'busy', cid: 'a' });
    world.socket.end(1008);
    await settled();
    assert.equal(waiting.state, 'pending');
  });

  it('tells the page all the same when it was stored', () => {
    const world = new World();
    world.open();
    world.line.send(line('a')).catch(() => {});
    world.socket.end(1008);
    world.advance(250);
    world.welcome();
    world.socket.frame({ seq: 1, type: 'friend', id: 'u2', fromid: 'u1', mine: true, cid: 'a' });
    assert.equal(world.heard.at(-1).cid, 'a');
  });

  it('with any other code refuses nothing', () => {
    const world = new World();
    world.open();
    world.line.send(line('a'));
    world.comeBack();
    assert.deepEqual(cids(world.socket), ['a']);
  });
});

describe('how the last connection ended', () => {
  const last = (socket) => socket.frames.filter(({ type }) => type === 'last');

  it('is told first on the next one, once', () => {
    const world = new World();
    world.open();
    assert.deepEqual(last(world.socket), []);
    world.advance(3000);
    world.line.send(line('a'));
    world.comeBack();
    assert.deepEqual(world.socket.frames, [
      { type: 'last', code: 1006, silence: 3000 },
      { type: 'send', to: U2, content: 'a', cid: 'a' },
    ]);
    world.socket.end(1012);
    world.advance(world.wait);
    world.socket.end(1006);
    assert.equal(last(world.socket).length, 0, 'a handshake that failed is no connection');
  });

  it('says what the client found out by itself', () => {
    const ends = {
      dead: (world) => world.advance(22_750),
      offline: (world) => {
        world.event('offline');
        world.event('online');
      },
      page: (world) => {
        world.line.close();
        world.line.retry();
      },
    };
    for (const [verdict, end] of Object.entries(ends)) {
      const world = new World();
      world.open();
      end(world);
      world.welcome();
      assert.equal(last(world.socket)[0].verdict, verdict);
      assert.equal(last(world.socket)[0].code, verdict === 'page' ? 1000 : 4002);
    }
  });

  it('survives handshakes that fail', async () => {
    const world = new World();
    world.open();
    world.socket.end(4003);
    world.advance(250);
    await world.refuse(world.answer);
    world.advance(world.wait);
    world.welcome();
    assert.deepEqual(last(world.socket), [{ type: 'last', code: 4003, silence: 0 }]);
  });
});
