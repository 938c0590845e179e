import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { World, problem, settled, unreachable } from './fakes/world.js';

describe('a close', () => {
  it('with a passing code brings the line back', () => {
    for (const code of [1001, 1006, 1012, 1013, 4001, 4003, 4499]) {
      const world = new World();
      world.open();
      world.socket.end(code);
      assert.equal(world.line.state, 'waiting', code);
      assert.equal(world.wait, 250);
      assert.equal(world.line.reason.code, code);
    }
  });

  it('with a final code keeps it away, with the reason', () => {
    const world = new World();
    world.open();
    world.socket.end(4503, 'Kicked by the operator');
    assert.equal(world.line.state, 'stopped');
    assert.deepEqual(world.line.reason, { code: 4503, title: 'Kicked by the operator' });
    world.event('online');
    world.advance(3_600_000);
    assert.equal(world.sockets.length, 1);
  });

  it('over a message reports it as refused and comes back', () => {
    for (const code of [1008, 1009]) {
      const world = new World();
      world.open();
      let stateThen;
      world.line.on('refused', () => (stateThen = world.line.state));
      world.socket.end(code, 'too large');
      assert.deepEqual(world.messages.at(-1), { type: 'refused', code, content: 'too large' });
      assert.equal(stateThen, 'open', 'told before the state changes');
      assert.equal(world.line.state, 'waiting');
    }
  });

  it('after a bye comes back in its slot, whatever the page does', () => {
    const world = new World();
    world.open();
    world.socket.frame({ type: 'bye', reason: 'restart', after: 7000 });
    world.advance(1000);
    world.socket.end(1012);
    assert.equal(world.wait, 6000);
    world.event('online');
    assert.equal(world.sockets.length, 1);
    world.advance(6000);
    assert.equal(world.sockets.length, 2);
  });

  it('doubles the waits until the line was stable for a while', () => {
    const world = new World();
    world.open();
    const waits = [];
    for (let i = 0; i < 3; i++) {
      world.socket.end(1006);
      waits.push(world.wait);
      world.advance(world.wait);
      world.welcome();
      world.advance(9_999);
    }
    assert.deepEqual(waits, [250, 500, 1000]);
    world.advance(1);
    world.socket.end(1006);
    assert.equal(world.wait, 250);
  });

  it('by the page is final until it retries', () => {
    const world = new World();
    world.open();
    world.line.close();
    assert.equal(world.socket.closedWith, 1000);
    world.line.close();
    world.line.retry();
    assert.equal(world.line.state, 'connecting');
    world.line.retry();
    assert.equal(world.sockets.length, 2);
    assert.deepEqual(world.states, ['open', 'stopped', 'connecting']);
  });
});

describe('a refused handshake', () => {
  const refused = async (answer, options) => {
    const world = new World();
    world.connect(options);
    await world.refuse(answer);
    return world;
  };

  it('asks the same address for the reason', async () => {
    const world = await refused(problem(426));
    assert.equal(world.asked[0].url, 'https://example.org/app/web/count/u1?client=id1');
    assert.equal(world.asked[0].init.cache, 'no-store');
  });

  for (const status of [400, 401, 403, 404]) {
    it(`with ${status} stops the line`, async () => {
      const world = await refused(problem(status, { title: 'No', detail: 'Because' }));
      assert.equal(world.line.state, 'stopped');
      assert.deepEqual(world.line.reason, { status, title: 'No', detail: 'Because' });
      assert.equal(world.timers.count, 0);
    });
  }

  it('with 426 keeps trying and says what the server saw', async () => {
    const world = await refused(problem(426, { title: 'Upgrade required', detail: 'No Upgrade header came' }));
    assert.equal(world.line.state, 'waiting');
    assert.equal(world.line.reason.detail, 'No Upgrade header came');
    assert.equal(world.wait, 250);
  });

  for (const status of [429, 503]) {
    it(`with ${status} waits as long as it was told, and somewhat more`, async () => {
      const world = await refused(problem(status, { headers: { 'Retry-After': '30' } }));
      assert.equal(world.line.state, 'waiting');
      assert.equal(world.wait, 30_250);
      world.event('visibilitychange', world.document);
      assert.equal(world.sockets.length, 1, 'nor does the page make it earlier');
      world.line.retry();
      assert.equal(world.sockets.length, 2, 'but its user may');
    });
  }

  it('with a Retry-After that is no number uses the back-off; one of days is cut to an hour', async () => {
    assert.equal((await refused(problem(503, { headers: { 'Retry-After': 'soon' } }))).wait, 250);
    assert.equal((await refused(problem(503, { headers: { 'Retry-After': '-5' } }))).wait, 250);
    assert.equal((await refused(problem(503, { headers: { 'Retry-After': '99999999' } }))).wait, 3_600_250);
  });

  it('with a 404 that is not ours keeps trying: the application may be on its way', async () => {
    const world = await refused(() => Promise.resolve(new Response('<h1>Not Found</h1>', { status: 404 })));
    assert.equal(world.line.state, 'waiting');
    assert.deepEqual(world.line.reason, { status: 404, title: 'The server answered 404' });
  });

  it('with a problem that cannot be read stops by its status', async () => {
    const headers = { 'Content-Type': 'application/problem+json' };
    const world = await refused(() => Promise.resolve(new Response('{', { status: 403, headers })));
    assert.deepEqual(world.line.reason, { status: 403, title: 'The server answered 403' });
    assert.equal(world.line.state, 'stopped');
  });

  it('by a server that cannot be reached keeps trying, ever more slowly', async () => {
    const world = await refused(unreachable);
    const waits = [];
    for (let i = 0; i < 8; i++) {
      waits.push(world.wait);
      world.advance(world.wait);
      await world.refuse(unreachable);
    }
    assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });
});

describe('waking up', () => {
  it('probes an open line at once and comes back when nothing answers', () => {
    const wakes = [['online'], ['pageshow', { persisted: true }], ['visibilitychange']];
    for (const [type, more] of wakes) {
      const world = new World();
      world.open();
      world.event(type, type === 'visibilitychange' ? world.document : world.window, more);
      assert.equal(world.socket.pings, 1, type);
      world.advance(4_999);
      assert.equal(world.line.state, 'open');
      world.advance(1);
      assert.equal(world.line.state, 'waiting');
    }
  });

  it('leaves the line alone when the probe is answered', () => {
    const world = new World();
    world.open();
    world.event('online');
    world.socket.frame('pong');
    world.advance(11_000);
    assert.equal(world.line.state, 'open');
  });

  it('does nothing on the first pageshow, nor when the page is hidden', () => {
    const world = new World();
    world.open();
    world.event('pageshow', world.window, { persisted: false });
    world.document.visibilityState = 'hidden';
    world.event('visibilitychange', world.document);
    assert.equal(world.socket.pings, 0);
  });

  it('ends a wait', () => {
    const world = new World();
    world.open();
    world.socket.end(1006);
    world.event('visibilitychange', world.document);
    assert.equal(world.line.state, 'connecting');
  });
});

describe('offline', () => {
  const goOffline = (world) => {
    world.window.navigator.onLine = false;
    world.event('offline');
  };

  it('leaves the socket and comes back with the network', () => {
    const world = new World();
    world.open();
    goOffline(world);
    assert.equal(world.line.state, 'offline');
    assert.equal(world.socket.closedWith, 4002);
    world.event('visibilitychange', world.document);
    assert.equal(world.sockets.length, 1);
    world.window.navigator.onLine = true;
    world.event('online');
    assert.equal(world.line.state, 'connecting');
    assert.equal(world.sockets.length, 2);
  });

  it('is tried slowly all the same: the browser may be wrong', async () => {
    const world = new World();
    world.open();
    goOffline(world);
    world.advance(29_999);
    assert.equal(world.sockets.length, 1);
    world.advance(1);
    assert.equal(world.sockets.length, 2);
    await world.refuse(unreachable);
    assert.equal(world.line.state, 'offline');
    world.advance(30_000);
    world.welcome();
    assert.equal(world.line.state, 'open');
  });

  it('interrupts a wait and a handshake', async () => {
    const waiting = new World();
    waiting.open();
    waiting.socket.end(1006);
    goOffline(waiting);
    assert.equal(waiting.line.state, 'offline');

    const connecting = new World();
    connecting.connect();
    goOffline(connecting);
    connecting.socket.end();
    await settled();
    assert.deepEqual(connecting.states, ['offline']);
    assert.equal(connecting.asked.length, 0);
  });
});
