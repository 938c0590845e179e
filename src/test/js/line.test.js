import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressesOf } from '../../main/webapp/lifeline/address.js';
import { World } from './fakes/world.js';

describe('addresses', () => {
  it('follow the page', () => {
    assert.deepEqual(addressesOf('web/count/u%201', 'https://example.org/app/?user=u%201#friend'), {
      socket: 'wss://example.org/app/web/count/u%201',
      plain: 'https://example.org/app/web/count/u%201',
      key: 'example.org/app/web/count/u%201',
    });
    assert.equal(addressesOf('web/count/u1', 'http://localhost:8080/').socket, 'ws://localhost:8080/web/count/u1');
  });

  it('may be of a WebSocket already', () => {
    assert.equal(addressesOf('wss://example.org/web/count/u1').plain, 'https://example.org/web/count/u1');
  });

  it('name endpoint and user, not what stands in the query', () => {
    assert.equal(addressesOf('wss://example.org/web/count/u1?access_token=x').key, 'example.org/web/count/u1');
  });

  it('are refused when they are none', () => {
    for (const none of ['web/count/u1', 'ftp://example.org/web/count/u1', 'ws:', 'mailto:u1@example.org']) {
      assert.throws(() => addressesOf(none), TypeError, none);
    }
  });
});

describe('opening', () => {
  it('offers the subprotocol and is open with the welcome', () => {
    const world = new World();
    world.connect();
    assert.equal(world.socket.url, 'wss://example.org/app/web/count/u1?client=id1');
    assert.deepEqual(world.socket.protocols, ['lifeline.v1']);
    assert.equal(world.line.state, 'connecting');
    world.socket.accept();
    assert.equal(world.line.state, 'connecting');
    world.socket.frame({ type: 'welcome' });
    assert.equal(world.line.state, 'open');
    assert.equal(world.line.reason, null);
  });

  it('writes nothing between a loss and its close event, of which a browser would complain', () => {
    const world = new World();
    world.connect();
    world.socket.accept();
    world.socket.frame({ type: 'welcome' });
    const { socket } = world;
    socket.readyState = 3;
    const before = socket.sent.length;
    world.line.send({ cid: 'c1', to: { id: 'u2', type: 'friend' }, content: 'x' });
    assert.equal(socket.sent.length, before);
    socket.end();
    world.advance(1_000);
    world.socket.accept();
    world.socket.frame({ type: 'welcome' });
    assert.ok(world.socket.sent.some((text) => text.includes('"c1"')), 'it is sent by the next one');
  });

  it('gives up a handshake that hangs', async () => {
    const world = new World();
    world.connect();
    world.advance(9_999);
    assert.equal(world.socket.closedWith, null);
    world.advance(1);
    assert.equal(world.socket.closedWith, 4002);
    await new Promise(setImmediate);
    assert.equal(world.line.state, 'waiting');
    world.advance(250);
    assert.equal(world.sockets.length, 2);
  });

  it('gives up a connection without a welcome', () => {
    const world = new World();
    world.connect();
    world.socket.accept();
    world.advance(10_000);
    assert.equal(world.line.state, 'waiting');
    assert.equal(world.asked.length, 0, 'the handshake itself was fine');
  });

  it('takes a welcome that says nothing of the heartbeat', () => {
    const world = new World();
    world.connect();
    world.welcome({ heartbeat: null });
    assert.equal(world.line.state, 'open');
  });

  it('gives up the question why, too', async () => {
    const world = new World();
    world.connect();
    const hanging = (url, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await world.refuse(hanging);
    assert.equal(world.line.state, 'connecting');
    world.advance(10_000);
    await new Promise(setImmediate);
    assert.equal(world.line.state, 'waiting');
  });

  it('stops when the browser refuses the address', () => {
    const world = new World();
    world.connect({
      socket: () => {
        throw new Error('insecure');
      },
    });
    assert.equal(world.line.state, 'stopped');
    assert.equal(world.line.reason.title, 'insecure');
  });
});

describe('late events', () => {
  it('of a replaced socket are ignored', () => {
    const world = new World();
    world.open();
    const [old] = world.sockets;
    old.end(1001);
    world.advance(250);
    world.welcome();
    const heard = world.messages.length;
    old.accept();
    old.frame({ type: 'friend', content: 'late' });
    old.end(4503, 'late');
    assert.equal(world.line.state, 'open');
    assert.equal(world.messages.length, heard);
    assert.equal(world.sockets.length, 2);
  });

  it('of a closed line are ignored', async () => {
    const world = new World();
    world.connect();
    world.line.close();
    world.socket.accept();
    world.socket.end();
    await new Promise(setImmediate);
    assert.equal(world.asked.length, 0);
    assert.deepEqual(world.states, ['stopped']);
  });

  it('a verdict that comes after the line was closed is ignored', async () => {
    const world = new World();
    world.connect();
    world.socket.end();
    world.line.close();
    await new Promise(setImmediate);
    assert.equal(world.line.state, 'stopped');
    assert.equal(world.timers.count, 0);
  });
});

describe('frames', () => {
  it('of several messages are delivered in order', () => {
    const world = new World();
    const order = [];
    world.open();
    world.line.on('friend', ({ content }) => order.push(content));
    world.line.on('system', ({ content }) => order.push(`system ${content}`));
    world.socket.frame([
      { type: 'friend', content: 1 },
      { type: 'friend', system: true, content: 2 },
      { type: 'never heard of' },
      null,
      'text',
      { type: 'friend', content: 3 },
    ]);
    world.socket.frame({ type: 'friend', content: 4 });
    assert.deepEqual(order, [1, 'system 2', 3, 4]);
  });

  it('that are no JSON do no harm', () => {
    const world = new World();
    world.open();
    ['', '{', 'null', '7'].forEach((data) => world.socket.frame(data));
    assert.equal(world.line.state, 'open');
  });

  it('are not delivered further once a handler has closed the line', () => {
    const world = new World();
    world.open();
    let heard = 0;
    world.line.on('friend', () => {
      heard++;
      world.line.close();
    });
    world.socket.frame([{ type: 'friend' }, { type: 'friend' }]);
    assert.equal(heard, 1);
  });

  it('reach all handlers even if one fails', (t) => {
    const world = new World();
    const errors = t.mock.method(console, 'error', () => {});
    let heard = 0;
    world.open();
    world.line.on('friend', () => {
      throw new Error('broken');
    });
    const off = world.line.on('friend', () => heard++);
    world.socket.frame({ type: 'friend' });
    off();
    world.socket.frame({ type: 'friend' });
    assert.equal(heard, 1);
    assert.equal(errors.mock.callCount(), 2);
  });
});

describe('catching up', () => {
  it('is a state of its own, until the server says that nothing is missing', () => {
    const world = new World();
    world.connect();
    world.welcome({ position: { seq: 2, all: 0 } });
    assert.equal(world.line.state, 'recovering');
    assert.equal(world.line.reason, null);
    world.line.send({ cid: 'a', to: { id: 'u2', type: 'friend' }, content: 'x' });
    assert.deepEqual(world.socket.frames.map(({ cid }) => cid), ['a'], 'what is written goes out meanwhile');
    world.socket.frame([{ seq: 2, type: 'n' }, { type: 'live' }]);
    assert.equal(world.line.state, 'open');
    assert.deepEqual(world.states, ['recovering', 'open']);
  });

  it('is over with the connection', () => {
    const world = new World();
    world.connect();
    world.welcome({ position: { seq: 0, all: 1 } });
    world.socket.end(1006);
    assert.equal(world.line.state, 'waiting');
    world.advance(world.wait);
    world.welcome();
    world.socket.frame({ type: 'live' });
    assert.deepEqual(world.states, ['recovering', 'waiting', 'connecting', 'open']);
  });

  it('is none where the position cannot be followed', () => {
    const world = new World();
    world.connect();
    world.welcome({ position: { seq: 9, all: 0 }, recovered: false, reason: 'epoch' });
    assert.equal(world.line.state, 'open');
  });
});

describe('a page in the back/forward cache', () => {
  const persisted = { persisted: true };

  it('closes its socket, which would keep it out, and opens another when it is back', () => {
    const world = new World();
    world.open();
    world.event('pagehide', world.window, persisted);
    assert.equal(world.socket.closedWith, 1000);
    assert.equal(world.line.state, 'waiting');
    assert.deepEqual(world.line.reason, { key: 'away', title: 'The page was put away' });
    assert.equal(world.timers.count, 0);
    world.event('pageshow', world.window, persisted);
    assert.equal(world.sockets.length, 2);
    world.welcome();
    assert.deepEqual(world.socket.frames.map(({ type, verdict }) => [type, verdict]), [['last', 'page']]);
  });

  it('leaves alone a line that was stopped', () => {
    const world = new World();
    world.open();
    world.line.close();
    world.event('pagehide', world.window, persisted);
    assert.equal(world.line.state, 'stopped');
  });

  it('is not a page that is left for good: the browser ends its socket', () => {
    const world = new World();
    world.open();
    world.event('pagehide');
    assert.equal(world.socket.closedWith, null);
  });
});

describe('another network', () => {
  it('without a word of being online is found out by a probe at once', () => {
    const world = new World();
    world.window.navigator.connection = new EventTarget();
    world.open();
    world.event('change', world.window.navigator.connection);
    assert.equal(world.socket.pings, 1);
    world.advance(5000);
    assert.equal(world.line.state, 'waiting');
  });

  it('may be what a thawed page wakes up in', () => {
    const world = new World();
    world.open();
    world.event('resume', world.document);
    assert.equal(world.socket.pings, 1);
  });
});
