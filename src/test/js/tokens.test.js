import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { World, problem, settled } from './fakes/world.js';

/** A line that shows tokens t1, t2, …, one for each time that it asks. */
function withTokens() {
  const world = new World();
  world.asks = 0;
  world.token = () => `t${++world.asks}`;
  world.connect({ token: () => world.token() });
  return world;
}

const shown = ({ socket }) => socket.protocols.at(-1);
const renewals = ({ socket }) => socket.frames.filter(({ type }) => type === 'token');

describe('a token', () => {
  it('goes in beside the subprotocol, never into the address', async () => {
    const world = withTokens();
    assert.equal(world.line.state, 'connecting');
    await settled();
    assert.deepEqual(world.socket.protocols, ['lifeline.v1', 'lifeline.token.t1']);
    assert.doesNotMatch(world.socket.url, /t1/);
  });

  it('is kept for the next connection', async () => {
    const world = withTokens();
    await settled();
    world.welcome();
    world.socket.end(1006);
    world.advance(world.wait);
    await settled();
    assert.equal(shown(world), 'lifeline.token.t1');
  });

  it('that is used up is fetched anew', async () => {
    const world = withTokens();
    await settled();
    world.welcome();
    world.socket.end(4001, 'the token has expired');
    world.advance(world.wait);
    await settled();
    assert.equal(shown(world), 'lifeline.token.t2');
  });

  it('that is refused is fetched anew once, and not in a loop', async () => {
    const world = withTokens();
    await settled();
    await world.refuse(problem(401, { title: 'The token has expired' }));
    assert.equal(world.line.state, 'waiting');
    assert.equal(world.asked[0].init.headers.Authorization, 'Bearer t1');
    world.advance(world.wait);
    await settled();
    assert.equal(shown(world), 'lifeline.token.t2');
    await world.refuse(problem(401, { title: 'The token has expired' }));
    assert.equal(world.line.state, 'stopped');
    assert.equal(world.line.reason.title, 'The token has expired');
    world.advance(3_600_000);
    assert.equal(world.asks, 2);
  });

  it('that was good once may be refused and fetched anew again, later', async () => {
    const world = withTokens();
    for (let i = 1; i < 4; i++) {
      await settled();
      assert.equal(shown(world), `lifeline.token.t${i}`);
      world.welcome();
      world.socket.end(1006);
      world.advance(world.wait);
      await settled();
      await world.refuse(problem(401));
      world.advance(world.wait);
    }
  });

  it('is no help against 403', async () => {
    const world = withTokens();
    await settled();
    await world.refuse(problem(403));
    assert.equal(world.line.state, 'stopped');
  });

  for (const [what, token, detail] of [
    ['fails', () => Promise.reject(new Error('logged out')), 'logged out'],
    ['throws', () => { throw new Error('no login'); }, 'no login'],
    ['gives nothing', () => undefined, 'token() gave no text'],
  ]) {
    it(`that the page ${what} is a reason to wait and to ask again`, async () => {
      const world = new World();
      world.connect({ token });
      await settled();
      assert.equal(world.line.state, 'waiting');
      assert.deepEqual(world.line.reason, { key: 'token', title: 'The page could not get a token', detail });
      assert.equal(world.sockets.length, 0);
      world.advance(world.wait);
      assert.equal(world.line.state, 'connecting');
    });
  }

  it('that never comes is given up, and ignored when it comes later', async () => {
    const world = new World();
    let late;
    world.connect({ token: () => new Promise((resolve) => (late = resolve)) });
    world.advance(10_000);
    assert.equal(world.line.state, 'waiting');
    late('late');
    await settled();
    assert.equal(world.sockets.length, 0);
  });

  it('with line breaks around it is none the worse', async () => {
    const world = new World();
    world.connect({ token: () => 'abc\n' });
    await settled();
    assert.equal(shown(world), 'lifeline.token.abc');
  });
});

describe('renewing', () => {
  const open = async (expiresIn) => {
    const world = withTokens();
    await settled();
    world.welcome({ expiresIn, heartbeat: { interval: 9e6, patience: 9e6 } });
    return world;
  };

  it('happens a minute before the end, on the open connection', async () => {
    const world = await open(600_000);
    world.advance(539_999);
    await settled();
    assert.deepEqual(renewals(world), []);
    world.advance(1);
    await settled();
    assert.deepEqual(renewals(world), [{ type: 'token', token: 't2' }]);
    world.socket.frame({ type: 'token', expiresIn: 600_000 });
    world.advance(540_000);
    await settled();
    assert.deepEqual(renewals(world).at(-1), { type: 'token', token: 't3' });
    assert.equal(world.sockets.length, 1);
  });

  it('of a short one happens after four fifths of its life', async () => {
    const world = await open(10_000);
    world.advance(8_000);
    await settled();
    assert.equal(renewals(world).length, 1);
  });

  it('is tried again while the page cannot', async () => {
    const world = await open(600_000);
    world.token = () => { throw new Error('down'); };
    world.advance(540_000);
    await settled();
    world.token = () => 'again';
    world.advance(1_250);
    await settled();
    assert.deepEqual(renewals(world), [{ type: 'token', token: 'again' }]);
  });

  it('ends with the connection', async () => {
    const world = await open(600_000);
    world.socket.end(4503);
    world.advance(3_600_000);
    await settled();
    assert.equal(world.asks, 1);
  });

  it('that comes too late is not shown on the next connection', async () => {
    const world = await open(10_000);
    let late;
    world.token = () => new Promise((resolve) => (late = resolve));
    world.advance(8_000);
    world.token = () => 'next';
    world.socket.end(1006);
    world.advance(world.wait);
    await settled();
    assert.equal(shown(world), 'lifeline.token.next');
    world.welcome();
    late('late');
    await settled();
    assert.deepEqual(world.sockets.flatMap(({ frames }) => frames).filter(({ type }) => type === 'token'), []);
  });

  it('is none where the server names no end', async () => {
    const world = await open(undefined);
    world.advance(86_400_000);
    await settled();
    assert.equal(world.asks, 1);
  });
});
