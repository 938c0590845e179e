import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refused } from '../../main/webapp/lifeline/refused.js';
import { World, settled } from './fakes/world.js';

const U2 = { id: 'u2', type: 'friend' };
const line = (content, cid = content) => ({ to: U2, content, cid });
const sent = (cid, timestamp = 7) => ({ type: 'sent', cid, timestamp });
const cids = (socket, type = 'send') => socket.frames.filter((frame) => frame.type === type).map(({ cid }) => cid);

/** What has become of a promise so far. */
function watched(promise) {
  const seen = { state: 'pending' };
  promise.then((value) => Object.assign(seen, { state: 'kept', value }), (error) => Object.assign(seen, { state: 'broken', error }));
  return seen;
}

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
    assert.deepEqual(world.progress.map(({ cid, state, restored }) => [cid, state, restored]), [['a', 'queued', true], ['a', 'refused', true], ['b', 'queued', true]]);
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
    await assert.rejects(world.line.send(line('b'.repeat(100), 'b')), { code: 'too-large', message: /\d+ bytes, at most 100/ });
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
    for (const code of ['bad-json', 'bad-message', 'unknown-type', 'bad-content', 'not-a-friend', 'not-a-member', 'conflict', 'failed', 'new']) {
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

describe('what gets no answer', () => {
  it('is dropped while the line is not open', () => {
    const world = new World();
    world.connect();
    world.line.typing(U2);
    world.line.tell({ mine: { content: 'hide' }, to: { type: 'onlineStatus' } });
    world.welcome();
    assert.deepEqual(world.socket.frames, []);
    world.line.typing(U2);
    assert.deepEqual(world.socket.frames, [{ type: 'typing', to: U2 }]);
    world.comeBack();
    assert.deepEqual(world.socket.frames.filter(({ type }) => type === 'typing'), []);
  });

  it('goes out later where it says what was read: the newest of each conversation', () => {
    const world = new World();
    world.connect();
    world.line.read('u2', 'a');
    world.line.read('u3', 'x');
    world.line.read('u2', 'b');
    world.welcome();
    assert.deepEqual(world.socket.frames, [
      { type: 'read', to: U2, cid: 'b' },
      { type: 'read', to: { id: 'u3', type: 'friend' }, cid: 'x' },
    ]);
  });

  it('what was read goes out again unless the link has lived since', () => {
    const world = new World();
    world.open();
    world.line.read('u2', 'a');
    world.socket.frame('pong');
    world.line.read('u3', 'b');
    world.comeBack();
    assert.deepEqual(cids(world.socket, 'read'), ['b']);
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

describe('every other frame', () => {
  it('is an event of its type', () => {
    const world = new World();
    const heard = [];
    world.open();
    for (const type of ['delivered', 'read', 'typing', 'delMsg']) world.line.on(type, (message) => heard.push(message.type));
    world.socket.frame([
      { seq: 1, type: 'delivered', id: 'u2', cid: 'a' },
      { seq: 2, type: 'read', id: 'u2', cid: 'a' },
      { type: 'typing', id: 'u2', in: 'friend', fromid: 'u2' },
      { seq: 3, type: 'delMsg', cid: 'a', userId: 'u2', toType: 'friend', toId: 'u1' },
    ]);
    assert.deepEqual(heard, ['delivered', 'read', 'typing', 'delMsg']);
  });
});
