// Loaded already when a line asks for it: then one turn of the loop is enough.
import '../../main/webapp/lifeline/probes.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SharedBrowser } from './fakes/shared.js';
import { World, settled } from './fakes/world.js';

const LEASES = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(32));
const [LEASE] = LEASES;
const QUIET = { heartbeat: { interval: 3_600_000, patience: 10_000 } };
const probed = (result, lease = LEASE) => ({ type: 'probed', lease, result });
const reports = (socket) => socket.frames.filter(({ type }) => type === 'probed');

/** The server asks over `live` for a probe of so many ms; gives its socket, null where none was opened. */
async function ask(world, silence = 60_000, { lease = LEASE, live = world.sockets[0] } = {}) {
  const { length } = world.sockets;
  live.frame({ type: 'probe', lease, silence });
  await settled();
  return world.sockets[length] ?? null;
}

/** A line whose own heartbeat does not get in the way. */
function open(options, connection) {
  const world = new World();
  Object.assign(world.window.navigator, { connection });
  world.connect(options);
  world.welcome(QUIET);
  return world;
}

/** A probe on such a line, in its silence. */
async function silent(silence) {
  const world = open();
  const [live] = world.sockets;
  const probe = await ask(world, silence);
  probe.accept();
  return { world, live, probe };
}

describe('a probe', () => {
  it('is a connection of its own to the same address, with nothing of the client in it', async () => {
    const world = new World();
    world.connectTo('web/count/u1?site=3');
    world.welcome();
    const probe = await ask(world);
    assert.equal(probe.url, `wss://example.org/app/web/count/u1?site=3&probe=${LEASE}`);
    assert.deepEqual(probe.protocols, ['lifeline.probe']);
  });

  it('shows the token beside its protocol', async () => {
    const world = new World();
    world.connect({ token: async () => 'jwt' });
    await settled();
    world.welcome();
    const probe = await ask(world);
    assert.deepEqual(probe.protocols, ['lifeline.probe', 'lifeline.token.jwt']);
  });

  it('is void while its token is being renewed', async () => {
    const world = new World();
    const tokens = [Promise.resolve('jwt'), new Promise(() => {})];
    world.connect({ token: () => tokens.shift() });
    await settled();
    world.welcome({ expiresIn: 10_000 });
    world.advance(8_000);
    assert.equal(await ask(world), null);
    assert.deepEqual(reports(world.socket), [probed('void')]);
  });

  it('is silent for its time from the moment it is open, then asks', async () => {
    const world = open();
    const probe = await ask(world, 380_000);
    world.advance(5_000);
    probe.accept();
    world.advance(379_999);
    assert.deepEqual(probe.sent, []);
    world.advance(1);
    assert.deepEqual(probe.sent, ['ping']);
  });

  it('that is answered has survived, and is closed', async () => {
    const { world, live, probe } = await silent(60_000);
    world.advance(60_000);
    world.advance(9_999);
    assert.deepEqual(reports(live), []);
    probe.frame('pong');
    assert.deepEqual(reports(live), [probed('survived')]);
    assert.equal(probe.closedWith, 1000);
    world.advance(60_000);
    assert.equal(reports(live).length, 1);
  });

  it('that ends in its silence without a Close frame was cut', async () => {
    const { world, live, probe } = await silent(60_000);
    world.advance(59_999);
    probe.end(1006);
    assert.deepEqual(reports(live), [probed('cut')]);
  });

  it('that gets no answer within patience was dropped', async () => {
    const { world, live, probe } = await silent(60_000);
    live.frame({ type: 'heartbeat', patience: 4_000 });
    world.advance(60_000 + 9_999);
    assert.deepEqual(reports(live), [], 'the patience is that of its beginning');
    world.advance(1);
    assert.deepEqual(reports(live), [probed('dropped')]);
    assert.equal(probe.closedWith, 1000);
  });

  it('has the patience that the server last gave', async () => {
    const world = open();
    world.socket.frame({ type: 'heartbeat', interval: 3_600_000, patience: 4_000 });
    const probe = await ask(world);
    probe.accept();
    world.advance(64_000);
    assert.deepEqual(reports(world.sockets[0]), [probed('dropped')]);
  });

  it('that breaks after its question was dropped', async () => {
    const { world, live, probe } = await silent(60_000);
    world.advance(60_000);
    probe.end(1006);
    assert.deepEqual(reports(live), [probed('dropped')]);
  });

  it('whose handshake fails was refused', async () => {
    const world = open();
    const probe = await ask(world);
    probe.end(1006);
    assert.deepEqual(reports(world.sockets[0]), [probed('refused')]);
  });

  it('whose handshake hangs was refused, and is given up: the browser opens no other meanwhile', async () => {
    const world = open({ handshakeTimeout: 7_000 });
    const probe = await ask(world);
    world.advance(7_000);
    assert.deepEqual(reports(world.sockets[0]), [probed('refused')]);
    assert.equal(probe.closedWith, 1000);
  });

  for (const code of [1001, 1005, 4004]) {
    it(`that the server closes with ${code} tells nothing, before its question and after`, async () => {
      for (const passed of [10_000, 60_000]) {
        const { world, live, probe } = await silent(60_000);
        world.advance(passed);
        probe.end(code);
        assert.deepEqual(reports(live), [probed('void')]);
      }
    });
  }

  it('that hears something else was not silent', async () => {
    for (const [passed, heard] of [[10_000, 'pong'], [10_000, '{"type":"welcome"}'], [60_000, '{"type":"count"}']]) {
      const { world, live, probe } = await silent(60_000);
      world.advance(passed);
      probe.frame(heard);
      assert.deepEqual(reports(live), [probed('void')]);
    }
  });

  for (const silence of ['null', '0', '-1', '"60"', '1e999']) {
    it(`of ${silence} ms is void`, async () => {
      const world = open();
      world.socket.frame(`{"type":"probe","lease":"${LEASE}","silence":${silence}}`);
      await settled();
      assert.equal(world.sockets.length, 1);
      assert.deepEqual(reports(world.socket), [probed('void')]);
    });
  }
});

describe('a machine that sleeps', () => {
  it('makes a silence void, however long it was to be', async () => {
    const { world, live } = await silent(300_000);
    world.advance(50_000);
    world.timers.sleep(100_000);
    assert.deepEqual(reports(live), [probed('void')]);
  });

  it('makes an end void that is heard before any timer', async () => {
    const { world, live, probe } = await silent(300_000);
    world.advance(50_000);
    world.timers.now += 100_000;
    probe.end(1006);
    assert.deepEqual(reports(live), [probed('void')]);
  });

  it('makes a handshake void that it has held up', async () => {
    const world = open();
    const probe = await ask(world);
    world.timers.now += 60_000;
    probe.end(1006);
    assert.deepEqual(reports(world.sockets[0]), [probed('void')]);
  });

  it('is none where a timer is a little late', async () => {
    const { world, live, probe } = await silent(20_000);
    for (let i = 0; i < 5; i++) world.timers.sleep(5_000);
    assert.deepEqual(probe.sent, ['ping']);
    probe.frame('pong');
    assert.deepEqual(reports(live), [probed('survived')]);
  });
});

describe('another network', () => {
  const connected = (connection) => Object.assign(new EventTarget(), connection);

  it('makes what runs void: online', async () => {
    const { world, live, probe } = await silent();
    world.event('online');
    assert.deepEqual(reports(live), [probed('void')]);
    assert.equal(probe.closedWith, 1000);
    assert.equal(live.closedWith, null);
  });

  for (const change of [{ type: 'ethernet' }, { saveData: true }]) {
    it(`makes what runs void: ${Object.keys(change)}`, async () => {
      const connection = connected({ type: 'wifi', saveData: false });
      const world = open({}, connection);
      const probe = await ask(world);
      probe.accept();
      Object.assign(connection, change);
      world.event('change', connection);
      assert.deepEqual(reports(world.sockets[0]), [probed('void')]);
    });
  }

  it('is not what another estimate of the same one\'s speed is', async () => {
    const connection = connected({ type: 'wifi', saveData: false, rtt: 50 });
    const world = open({}, connection);
    const probe = await ask(world);
    probe.accept();
    connection.rtt = 100;
    world.event('change', connection);
    assert.deepEqual(reports(world.sockets[0]), []);
    assert.equal(probe.closedWith, null);
  });

  it('that is none ends the live connection, and what runs with it', async () => {
    const { world, live, probe } = await silent();
    world.event('offline');
    assert.equal(probe.closedWith, 1000);
    assert.equal(world.line.state, 'offline');
    world.event('online');
    assert.equal(reports(live).filter(({ result }) => result !== 'void').length, 0);
  });
});

describe('nothing is tried', () => {
  const METERED = { 'with saveData': { saveData: true, type: 'wifi' }, 'on a mobile network': { type: 'cellular' } };
  for (const [where, connection] of Object.entries(METERED)) {
    it(where, async () => {
      const world = open({}, connection);
      assert.equal(await ask(world), null);
      assert.deepEqual(reports(world.socket), [probed('metered')]);
    });
  }

  it('where the page does not want it', async () => {
    const world = open({ probes: false });
    assert.equal(await ask(world), null);
    assert.deepEqual(reports(world.socket), [probed('metered')]);
  });

  it('where the page\'s own kind of socket has no room for another one', async () => {
    const world = new World();
    const { socket } = world.base;
    world.open({
      socket: (...given) => {
        if (world.sockets.length > 0) throw new Error('one at a time');
        return socket(...given);
      },
    });
    assert.equal(await ask(world), null);
    assert.deepEqual(reports(world.socket), [probed('metered')]);
  });

  it('where the page\'s own kind of socket takes no other subprotocol', async () => {
    const world = open();
    const probe = await ask(world);
    probe.protocol = 'lifeline.v1';
    probe.accept();
    assert.deepEqual(reports(world.sockets[0]), [probed('metered')]);
    assert.equal(probe.closedWith, 1000);
  });
});

describe('several probes', () => {
  it('are three at most', async () => {
    const world = open();
    const [live] = world.sockets;
    for (const lease of LEASES) (await ask(world, 60_000, { lease }))?.accept();
    assert.equal(world.sockets.length, 4);
    assert.deepEqual(reports(live), [probed('void', LEASES[3])]);
    world.sockets[1].end(1006);
    const next = await ask(world, 60_000, { lease: LEASES[3] });
    assert.equal(next.query.probe, LEASES[3]);
  });

  it('shake hands one after the other', async () => {
    const world = open();
    const first = await ask(world);
    assert.equal(await ask(world, 60_000, { lease: LEASES[1] }), null);
    assert.deepEqual(reports(world.sockets[0]), [probed('void', LEASES[1])]);
    first.accept();
    assert.notEqual(await ask(world, 60_000, { lease: LEASES[2] }), null);
  });
});

describe('with their live connection', () => {
  const ENDS = {
    'that breaks': ({ live }) => live.end(1006),
    'that the page closes': ({ world }) => world.line.close(),
    'that a page in the back/forward cache leaves': ({ world }) => world.event('pagehide', world.window, { persisted: true }),
  };
  for (const [what, end] of Object.entries(ENDS)) {
    it(`${what} probes end, and nothing is reported`, async () => {
      const given = await silent(60_000);
      const { world, live, probe } = given;
      const dialing = await ask(world, 60_000, { lease: LEASES[1] });
      end(given);
      assert.deepEqual([probe, dialing].map(({ closedWith }) => closedWith), [1000, 1000]);
      assert.deepEqual([probe, dialing].map(({ onclose }) => onclose), [null, null]);
      world.line.retry();
      world.welcome(QUIET);
      world.event('online');
      world.advance(70_000);
      assert.deepEqual(world.sockets.flatMap(reports), []);
      assert.deepEqual(reports(live), []);
    });
  }

  it('gone before the code for them was there, none begins', async () => {
    const world = open();
    world.socket.frame({ type: 'probe', lease: LEASE, silence: 60_000 });
    world.comeBack();
    await settled();
    assert.equal(world.sockets.length, 2);
    assert.deepEqual(world.sockets.flatMap(reports), []);
  });

  it('back again, others may run', async () => {
    const { world, live: first } = await silent(60_000);
    first.end(1006);
    world.advance(world.wait);
    world.welcome(QUIET);
    const live = world.socket;
    const probe = await ask(world, 60_000, { lease: LEASES[1], live });
    probe.accept();
    probe.end(1006);
    assert.deepEqual(reports(live), [probed('cut', LEASES[1])]);
  });
});

describe('the page', () => {
  it('notices nothing of a probe', async () => {
    const { world, probe } = await silent(60_000);
    const states = world.states.length;
    probe.end(1006);
    assert.equal(world.states.length, states);
    assert.deepEqual(world.heard, []);
  });
});

describe('tabs that share a connection', () => {
  it('measure once, and hear nothing of it', async () => {
    const browser = new SharedBrowser();
    const one = await browser.tab();
    browser.welcome();
    const other = await browser.tab();
    const probe = await ask(one);
    probe.accept();
    probe.end(1006);
    assert.deepEqual(reports(browser.sockets[0]), [probed('cut')]);
    assert.deepEqual([one, other].flatMap(({ heard }) => heard), []);
    assert.deepEqual(browser.failures, []);
  });

  it('do not where the first one\'s page does not want it', async () => {
    const browser = new SharedBrowser();
    const one = await browser.tab('web/count/u1', { options: { probes: false } });
    browser.welcome();
    assert.equal(await ask(one), null);
    assert.deepEqual(reports(browser.socket), [probed('metered')]);
  });

  it('end them where one of them says that the network is gone', async () => {
    const browser = new SharedBrowser();
    const one = await browser.tab();
    browser.welcome();
    const probe = await ask(one);
    probe.accept();
    (await browser.tab()).event('offline');
    assert.equal(probe.closedWith, 1000);
  });
});
