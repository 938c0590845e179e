// Loaded already when a line asks for it: then one turn of the loop is enough.
import '../../main/webapp/lifeline/probes.js';
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { connect } from '../../main/webapp/lifeline/lifeline.js';
import { miniProgram } from '../../main/webapp/lifeline/mini-program.js';
import { FakeApp } from './fakes/app.js';
import { settled } from './fakes/world.js';

const ADDRESS = 'wss://example.org/web/count/u1';

function open(app = new FakeApp()) {
  const line = connect(ADDRESS, miniProgram(app.api));
  return { app, line };
}

describe('a mini program', () => {
  it('opens a socket of its platform and is up with the welcome', () => {
    const { app, line } = open();
    assert.match(app.task.url, /^wss:\/\/example\.org\/web\/count\/u1\?client=[0-9a-f]{32}$/);
    assert.deepEqual(app.task.protocols, ['lifeline.v1']);
    const heard = [];
    line.on('count', ({ content }) => heard.push(content));
    app.task.welcome();
    app.task.frame({ seq: 1, type: 'count', content: 3 });
    assert.equal(line.state, 'open');
    assert.deepEqual(heard, [3]);
    line.close();
    assert.deepEqual(app.task.closedWith, { code: 1000, reason: '' });
  });

  it('keeps its position and what is unsent over its end', async () => {
    const first = open();
    first.app.task.welcome();
    first.app.task.frame({ seq: 7, type: 'count', content: 3 });
    first.app.task.end({ code: 1006, reason: '' });
    first.line.send({ to: { id: 'u2', type: 'friend' }, content: 'later', cid: 'c1' }).catch(() => {});
    first.line.close();
    const { app, line } = open(new FakeApp(first.app.stored));
    assert.match(app.task.url, /&epoch=e1&seq=7&all=0$/);
    app.task.welcome();
    await settled();
    assert.deepEqual(app.task.frames.map(({ cid }) => cid), ['c1']);
    app.task.frame({ type: 'sent', cid: 'c1', timestamp: 1 });
    line.close();
    assert.deepEqual(app.stored.get('lifeline queue example.org/web/count/u1'), []);
  });

  it('asks over its platform why a handshake failed, and stops where that is final', async () => {
    const { app, line } = open();
    app.answer = { statusCode: 403, header: { 'CONTENT-TYPE': 'application/problem+json' }, data: '{"title":"No"}' };
    app.task.fail({ errMsg: 'connectSocket:fail' });
    await settled();
    assert.equal(app.asked[0].url.split('?')[0], 'https://example.org/web/count/u1');
    assert.equal(app.asked[0].header.Accept, 'application/problem+json');
    assert.equal(line.state, 'stopped');
    assert.equal(line.reason.title, 'No');
  });

  it('waits where its platform cannot reach the server', async () => {
    const { app, line } = open();
    app.task.fail({ errMsg: 'connectSocket:fail' });
    await settled();
    assert.equal(line.state, 'waiting');
    assert.equal(line.reason.key, 'unreachable');
    line.close();
  });

  it('takes an error of an open socket for its end, once', async () => {
    const app = new FakeApp();
    const socket = miniProgram(app.api).socket(ADDRESS, []);
    const ends = [];
    socket.onclose = ({ code, reason }) => ends.push([code, reason]);
    app.task.open();
    app.task.fail({ errMsg: 'broken' });
    await settled();
    app.task.end({ code: 1005, reason: '' });
    assert.deepEqual(ends, [[1006, 'broken']]);
    assert.notEqual(app.task.closedWith, null);
  });

  it('takes a failed send for the end', async () => {
    const { app, line } = open();
    app.task.welcome();
    app.task.failsToSend = true;
    line.tell({ type: 'typing' });
    await settled();
    assert.equal(line.state, 'waiting');
    assert.notEqual(app.task.closedWith, null);
    line.close();
  });

  it('closes a socket that opens after it was given up', () => {
    const { app, line } = open();
    line.close();
    assert.equal(app.task.closedWith, null);
    app.task.open();
    assert.deepEqual(app.task.closedWith, { code: 1000, reason: '' });
  });

  it('probes when the app is shown again, and follows the network', () => {
    const { app, line } = open();
    app.task.welcome();
    app.show();
    assert.equal(app.task.sent.at(-1), 'ping');
    app.network(false);
    assert.equal(line.state, 'offline');
    app.network(true);
    assert.equal(line.state, 'connecting');
    line.close();
    const { length } = app.tasks;
    app.show();
    assert.equal(app.tasks.length, length);
  });

  it('goes on where its storage is full', () => {
    const app = new FakeApp();
    app.api.setStorageSync = app.api.getStorageSync = () => { throw new Error('full'); };
    const { line } = open(app);
    app.task.welcome();
    line.send({ type: 'order' }).catch(() => {});
    assert.equal(line.state, 'open');
    line.close();
  });

  describe('measures the way', () => {
    const LEASE = 'a'.repeat(32);

    let line;
    afterEach(() => line.close());

    async function asked(app) {
      ({ line } = open(app));
      const live = app.task;
      live.welcome();
      live.frame({ type: 'probe', lease: LEASE, silence: 60_000 });
      await settled();
      return { live, probe: app.tasks[1], results: () => live.frames.map(({ result }) => result) };
    }

    it('with a second task, which the platform may cut', async () => {
      const { probe, results } = await asked(new FakeApp());
      assert.deepEqual(probe.protocols, ['lifeline.probe']);
      probe.open();
      probe.end({ code: 1006, reason: '' });
      assert.deepEqual(results(), ['cut']);
    });

    it('not over a mobile network', async () => {
      const { probe, results } = await asked(new FakeApp(new Map(), '4g'));
      assert.equal(probe, undefined);
      assert.deepEqual(results(), ['metered']);
    });

    it('no further when the network changes', async () => {
      const app = new FakeApp();
      const { live, probe, results } = await asked(app);
      probe.open();
      app.network(true, '5g');
      assert.deepEqual(results().filter(Boolean), ['void']);
      assert.deepEqual(probe.closedWith, { code: 1000, reason: '' });
      live.frame({ type: 'probe', lease: LEASE, silence: 60_000 });
      await settled();
      assert.equal(results().at(-1), 'metered');
    });
  });
});
