import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueIn, firstBeat } from '../../main/webapp/lifeline/heartbeat.js';
import { World } from './fakes/world.js';

describe('the decision', () => {
  const link = { now: 1000, lastHeard: 1000, pingedAt: null, interval: 25_000, patience: 10_000 };

  it('is to ask once nothing was heard for the interval', () => {
    assert.equal(dueIn({ ...link, now: 5000 }), 21_000);
    assert.equal(dueIn({ ...link, now: 26_000 }), 0);
    assert.equal(dueIn({ ...link, now: 26_001 }), -1);
  });

  it('is to give up once an answer has taken as long as it may', () => {
    assert.equal(dueIn({ ...link, now: 30_000, pingedAt: 26_000 }), 6000);
    assert.equal(dueIn({ ...link, now: 36_000, pingedAt: 26_000 }), 0);
  });

  it('lets the first beat come on its own time, whatever was heard', () => {
    assert.equal(dueIn({ ...link, now: 5000, lastHeard: 5000, firstAt: 9000 }), 4000);
    assert.equal(dueIn({ ...link, now: 9000, lastHeard: 8999, firstAt: 9000 }), 0);
  });

  it('puts the first beat anywhere within the interval', () => {
    assert.equal(firstBeat(25_000, () => 0), 0);
    assert.equal(firstBeat(25_000, () => 0.9999), 24_998);
  });
});

describe('the heartbeat of a line', () => {
  it('pings first at random within the interval, then when an interval was silent', () => {
    const world = new World();
    world.random = 0.2;
    world.open();
    world.advance(4_999);
    assert.equal(world.socket.pings, 0);
    world.advance(1);
    assert.equal(world.socket.pings, 1);
    world.advance(40);
    world.socket.frame('pong');
    assert.equal(world.line.roundTrip, 40);
    world.advance(24_999);
    assert.equal(world.socket.pings, 1);
    world.advance(1);
    assert.equal(world.socket.pings, 2);
  });

  it('takes any frame for a sign of life', () => {
    const world = new World();
    world.open();
    for (let i = 0; i < 20; i++) {
      world.advance(9_000);
      world.socket.frame({ type: 'counter', value: i });
    }
    assert.equal(world.line.state, 'open');
    assert.equal(world.socket.pings, 1, 'only the first beat');
  });

  it('finds a dead link within interval and patience, and does not wait for its close', () => {
    const world = new World();
    world.open();
    world.advance(12_500);
    world.socket.frame('pong');
    const [dead] = world.sockets;
    world.advance(34_999);
    assert.equal(world.line.state, 'open');
    world.advance(1);
    assert.equal(world.line.state, 'waiting');
    assert.equal(dead.closedWith, 4002);
    world.advance(250);
    assert.equal(world.sockets.length, 2);
    assert.equal(world.line.state, 'connecting');
  });

  it('follows a new interval on the open connection', () => {
    const world = new World();
    world.open();
    world.advance(12_500);
    world.socket.frame([{ type: 'heartbeat', interval: 3000 }]);
    world.advance(3000);
    assert.equal(world.socket.pings, 2);
    world.advance(9_999);
    assert.equal(world.line.state, 'open', 'patience stays as it was');
    world.advance(1);
    assert.equal(world.line.state, 'waiting');
  });

  it('asks, and does not judge, after the machine has slept', () => {
    const world = new World();
    world.open();
    world.advance(12_500);
    world.timers.sleep(3_600_000);
    assert.equal(world.line.state, 'open');
    assert.equal(world.socket.pings, 2);
    world.advance(4_999);
    assert.equal(world.line.state, 'open');
    world.advance(1);
    assert.equal(world.line.state, 'waiting', 'with a short patience');
  });

  it('notices a sleep soon, however long the interval', () => {
    const world = new World();
    world.connect();
    world.welcome({ heartbeat: { interval: 300_000, patience: 10_000 } });
    world.timers.sleep(60_000);
    assert.equal(world.socket.pings, 1);
  });

  it('asks when the clock was set back', () => {
    const world = new World();
    let back = 0;
    world.open({ now: () => world.timers.now - back });
    back = 3_600_000;
    world.advance(12_500);
    assert.equal(world.socket.pings, 1);
    world.advance(100);
    world.socket.frame('pong');
    assert.equal(world.line.roundTrip, 100);
    world.advance(25_000);
    assert.equal(world.socket.pings, 2);
  });

  it('does not take an older pong for the answer to the newest ping', () => {
    const world = new World();
    world.open();
    world.advance(12_500);
    world.advance(900);
    world.event('visibilitychange', world.document);
    world.advance(100);
    world.socket.frame('pong');
    assert.equal(world.line.roundTrip, null);
    world.advance(200);
    world.socket.frame('pong');
    assert.equal(world.line.roundTrip, 300);
  });

  it('leaves no timer behind when the line is closed', () => {
    const world = new World();
    world.open();
    world.line.close();
    assert.equal(world.timers.count, 0);
    assert.equal(world.line.roundTrip, null);
  });
});
