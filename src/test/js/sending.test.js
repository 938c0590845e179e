import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refused } from '../../main/webapp/lifeline/refused.js';
import { World, settled, watched } from './fakes/world.js';

const U2 = { id: 'u2', type: 'friend' };
const line = (content, cid = content) => ({ to: U2, content, cid });
const sent = (cid, timestamp = 7) => ({ type: 'sent', cid, timestamp });
const cids = (socket, type = 'send') => socket.frames.filter((frame) => frame.type === type).map(({ cid }) => cid);

describe('sending a line', () => {
  it('is answered by the server', async () => {
    const world = new World();
    world.open();
    const answer = world.line.send({ to: U2, content: 'Hi' });
    assert.deepEqual(world.socket.frames, [{ type: 'send', to: U2, content: 'Hi', cid: 'id2' }]);
    world.socket.frame({ seq: 1, ...sent('id2', 42) });
    assert.deepEqual(await answer, { cid: 'id2', timestamp: 42 });
    world.advance(1000);
    assert.deepEqual(world.socket.frames.at(-1), { type: 'ack', seq: 1, all: 0 });
  });

  it('takes any type that the application handles, and the page\'s own cid', () => {
    const world = new World();
    world.open();
    world.line.send({ type: 'order', cid: 'o1', amount: 3 });
    assert.deepEqual(world.socket.frames, [{ type: 'order', cid: 'o1', amount: 3 }]);
  });

  it('rejects what is no message', async () => {
    const world = new World();
    world.open();
    for (const message of [undefined, null, {}, { content: 'x' }, { to: U2 }, { type: 7 }]) {
      await assert.rejects(world.line.send(message), TypeError);
    }
    assert.equal(world.socket.frames.length, 0);
  });

  const nested = (levels) => (levels === 0 ? 1 : [nested(levels - 1)]);
  const unreadable = {
    'half an emoji': line('cut \ud83d', 'a'),
    'half an emoji after backslashes': line('\\\\\\\udc00', 'a'),
    'half an emoji in its cid': line('x', '\ud83d'),
    'too many levels': { type: 'order', cid: 'a', what: nested(16) },
    'no name': line('x', ''),
    'too long a name': line('x', 'c'.repeat(65)),
  };
  for (const [what, message] of Object.entries(unreadable)) {
    it(`with ${what} is refused here: there the server does not know whose it is`, async () => {
      const world = new World();
      world.open();
      await assert.rejects(world.line.send(message), { name: 'Refused', code: 'bad-message', cid: message.cid });
      assert.deepEqual(world.socket.frames, []);
    });
  }

  it('is not refused for what only looks unreadable', () => {
    const world = new World();
    world.open();
    const content = '\\ud83d \\\\udc00 😀 "[[[[[[[[[[[[[[[[[[\\"[[[{{{{{{{{{{{{{{{{{{';
    world.line.send(line(content, 'c'.repeat(64)));
    world.line.send({ type: 'order', cid: 'a', what: nested(15), and: nested(15) });
    assert.equal(world.socket.frames[0].content, content);
    assert.equal(world.socket.frames.length, 2);
  });

  it('that an earlier page has left is refused as well', async () => {
    const world = new World();
    const left = [line('cut \ud83d', 'a'), line('b')];
    world.open({ queue: () => ({ load: async () => left, put() {}, remove: (cid) => left.splice(0, 1, cid) }) });
    await settled();
    const told = world.progress.map(({ cid, state, restored }) => [cid, state, restored]);
    assert.deepEqual(told, [['a', 'queued', true], ['a', 'refused', true], ['b', 'queued', true]]);
    assert.equal(left[0], 'a');
    assert.deepEqual(cids(world.socket), ['b']);
  });

  it('is one message however often it was asked for, and no other under its cid', async () => {
    const world = new World();
    world.open();
    const [one, two] = [world.line.send(line('a')), world.line.send(line('a'))];
    await assert.rejects(world.line.send(line('b', 'a')), { name: 'Refused', code: 'conflict', cid: 'a' });
    assert.deepEqual(cids(world.socket), ['a']);
    world.socket.frame(sent('a'));
    assert.deepEqual(await one, await two);
  });

  it('is refused above the size that the server takes', async () => {
    const world = new World();
    world.connect();
    const early = watched(world.line.send(line('中文'.repeat(50), 'a')));
    world.welcome({ limits: { message: 100 } });
    const tooLarge = { code: 'too-large', message: /\d+ bytes, at most 100/ };
    await assert.rejects(world.line.send(line('b'.repeat(100), 'b')), tooLarge);
    await settled();
    assert.equal(early.error.code, 'too-large');
    const small = world.line.send(line('c'));
    world.socket.frame(sent('c'));
    await small;
    assert.deepEqual(cids(world.socket), ['c']);
  });
});

describe('a refusal', () => {
  it('that is final rejects, with code and words', async () => {
    const codes = ['bad-json', 'bad-message', 'unknown-type', 'bad-content', 'not-a-friend', 'not-a-member', 'conflict',
      'failed', 'new'];
    for (const code of codes) {
      const world = new World();
      world.open();
      const answer = world.line.send(line('a'));
      world.socket.frame({ type: 'refused', code, content: 'because', cid: 'a' });
      await assert.rejects(answer, (error) => {
        assert.ok(error instanceof Refused);
        assert.deepEqual([error.code, error.content, error.message, error.cid], [code, 'because', 'because', 'a']);
        return true;
      });
      assert.equal(world.heard.length, 1, 'the handlers hear it as well');
      world.comeBack();
      assert.deepEqual(cids(world.socket), []);
    }
  });

  it('that passes is tried again, ever more slowly', async () => {
    for (const code of ['unavailable', 'busy']) {
      const world = new World();
      world.open();
      const answer = watched(world.line.send(line('a')));
      for (const wait of [250, 500, 1000]) {
        const before = world.socket.frames.length;
        world.socket.frame({ type: 'refused', code, cid: 'a' });
        world.advance(wait - 1);
        assert.equal(world.socket.frames.length, before);
        world.advance(1);
        assert.equal(world.socket.frames.length, before + 1);
      }
      world.socket.frame(sent('a'));
      await settled();
      assert.equal(answer.state, 'kept');
      assert.deepEqual(world.heard.map(({ type }) => type), ['sent'], 'nobody is told of a try');
    }
  });

  it('that passes holds back later lines, and nothing else', () => {
    const world = new World();
    world.open();
    world.line.send(line('a'));
    world.socket.frame({ type: 'refused', code: 'unavailable', cid: 'a' });
    world.line.send(line('b'));
    world.line.send({ type: 'order', cid: 'o' });
    assert.deepEqual(cids(world.socket), ['a']);
    assert.deepEqual(cids(world.socket, 'order'), ['o']);
    world.advance(250);
    assert.deepEqual(cids(world.socket), ['a', 'a', 'b']);
  });

  it('of nothing that waits here is told to the handlers only', () => {
    const world = new World();
    world.open();
    world.socket.frame({ type: 'refused', code: 'busy', cid: 'unknown' });
    world.socket.frame({ type: 'refused', code: 'bad-json' });
    assert.equal(world.heard.length, 2);
  });
});

describe('while the line is not open', () => {
  it('messages wait, and go out in order before the page hears of it', () => {
    const world = new World();
    world.connect();
    world.line.send(line('a'));
    world.line.send(line('b'));
    world.line.onState(({ state }) => state === 'open' && world.line.send(line('c')));
    world.welcome();
    assert.deepEqual(cids(world.socket), ['a', 'b', 'c']);
  });

  it('only so many wait', async () => {
    const world = new World();
    world.connect({ maxQueued: 2 });
    const first = world.line.send(line('a'));
    world.line.send(line('b'));
    await assert.rejects(world.line.send(line('c')), {
      code: 'queue-full',
      cid: 'c',
      message: '2 messages wait for their answers, at most 2 (maxQueued)',
    });
    world.welcome();
    await assert.rejects(world.line.send(line('d')), { code: 'queue-full' }, 'unanswered ones count');
    world.socket.frame(sent('a'));
    await first;
    world.line.send(line('e'));
    assert.deepEqual(cids(world.socket), ['a', 'b', 'e']);
  });

  it('a thousand wait where nothing else is said', async () => {
    const world = new World();
    world.connect();
    for (let i = 0; i < 1000; i++) world.line.send(line(`m${i}`));
    await assert.rejects(world.line.send(line('one more')), /at most 1000/);
  });

  for (const back of [false, true]) {
    const then = back ? ', and opens it again' : '';
    it(`they wait on where the page closes it over another's refusal${then}`, async () => {
      const world = new World();
      world.connect();
      world.line.read('u2', 'r1');
      world.line.send(line('a'.repeat(50), 'a')).catch(() => {});
      const other = watched(world.line.send(line('b')));
      world.line.onSend(({ state }) => {
        if (state !== 'refused') return;
        world.line.close();
        if (back) world.line.retry();
      });
      world.welcome({ limits: { message: 100 } });
      await settled();
      assert.equal(other.state, 'pending');
      assert.equal(world.line.state, back ? 'connecting' : 'stopped');
      if (!back) world.line.retry();
      world.welcome();
      assert.deepEqual(cids(world.socket), ['b']);
      assert.deepEqual(cids(world.socket, 'read'), ['r1']);
    });
  }

  it('not for ever behind what earlier pages left, where that cannot be read', () => {
    const world = new World();
    world.open({ queue: () => ({ load: () => new Promise(() => {}), put() {}, remove() {} }) });
    world.line.send(line('a'));
    assert.deepEqual(cids(world.socket), []);
    world.advance(5000);
    assert.deepEqual(cids(world.socket), ['a']);
  });

  it('they wait even where it has stopped: it may be opened again', () => {
    const world = new World();
    world.open();
    world.line.close();
    world.line.send(line('a'));
    world.line.retry();
    world.welcome();
    assert.deepEqual(cids(world.socket), ['a']);
    assert.equal(world.timers.count > 0, true);
  });
});

describe('taking back', () => {
  it('is answered like a message', async () => {
    const world = new World();
    world.open();
    const answer = world.line.recall('c1', U2);
    assert.deepEqual(world.socket.frames, [{ type: 'recall', cid: 'c1', to: U2 }]);
    world.socket.frame({ type: 'friend', mine: true, cid: 'c1', fromid: 'u1', timestamp: 1 });
    world.socket.frame(sent('c1', 2));
    assert.equal((await answer).timestamp, 2, 'the line that is to be taken back is no answer');
    const late = world.line.recall('c2', U2);
    world.socket.frame({ type: 'refused', code: 'not-recallable', content: 'too late', cid: 'c2' });
    await assert.rejects(late, { code: 'not-recallable' });
  });
});
