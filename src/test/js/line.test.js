import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addresses } from '../../main/webapp/lifeline/options.js';
import { World } from './fakes/world.js';

describe('addresses', () => {
  it('follow the page', () => {
    assert.deepEqual(addresses('web/count/u%201', 'https://example.org/app/?user=u%201#friend'), {
      socket: 'wss://example.org/app/web/count/u%201',
      plain: 'https://example.org/app/web/count/u%201',
    });
    assert.equal(addresses('web/count/u1', 'http://localhost:8080/').socket, 'ws://localhost:8080/web/count/u1');
  });

  it('may be of a WebSocket already', () => {
    assert.equal(addresses('wss://example.org/web/count/u1').plain, 'https://example.org/web/count/u1');
  });

  it('are refused when they are none', () => assert.throws(() => addresses('web/count/u1'), TypeError));
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
      WebSocket: class {
        constructor() {
          throw new Error('insecure');
        }
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
