import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heard, line, newBrowser, TO, two } from './fakes/tabs.js';
import { problem, settled } from './fakes/world.js';

describe('before the worker is known', () => {
  for (const broken of [false, true]) {
    it(`what cannot be sent harms nothing else${broken ? ', nor where there is none' : ''}`, async () => {
      const browser = newBrowser();
      browser.broken = broken;
      const answers = [];
      const early = (line) => {
        answers.push(line.send({ type: 'x', number: 1n, act() {} }), line.send({ cid: 'a', to: TO, content: 'hi' }));
        answers[0].catch(() => {});
      };
      const one = await browser.tab('web/count/u1', { early });
      await assert.rejects(answers[0]);
      assert.equal(one.line.isShared, !broken);
      browser.welcome();
      assert.equal(browser.sockets.length, 1);
      assert.deepEqual(browser.socket.frames.map(({ cid }) => cid), ['a']);
    });
  }

  it('only so many wait, also where there is none', async () => {
    const browser = newBrowser();
    browser.broken = true;
    const codes = [];
    const early = (line) => ['a', 'b', 'c', 'd'].forEach((cid) => {
      line.send({ cid, to: TO, content: 'hi' }).catch(({ code }) => codes.push(code));
    });
    const one = await browser.tab('web/count/u1', { early, options: { maxQueued: 2 } });
    assert.deepEqual(codes, ['queue-full', 'queue-full']);
    one.welcome();
    assert.deepEqual(one.socket.frames.map(({ cid }) => cid), ['a', 'b']);
  });
});

describe('a stop for good', () => {
  it('is told to all, and any of them, or a new one, may try again', async () => {
    const { browser, one, other } = await two();
    browser.socket.end(4503, 'Kicked');
    assert.deepEqual([one, other].map(({ line: { state } }) => state), ['stopped', 'stopped']);
    other.line.retry();
    assert.equal(browser.sockets.length, 2);
    browser.welcome();
    assert.deepEqual([one, other].map(({ line: { state } }) => state), ['open', 'open']);
    browser.socket.end(4503, 'Kicked');
    const late = await browser.tab();
    assert.equal(late.line.state, 'connecting');
  });
});

describe('a token', () => {
  it('is asked of a tab, in turn', async () => {
    const browser = newBrowser();
    const asked = [];
    const token = (name) => () => {
      asked.push(name);
      return Promise.resolve(`t-${name}`);
    };
    const one = await browser.tab('web/count/u1', { options: { token: token('one') } });
    await browser.tab('web/count/u1', { options: { token: token('other') } });
    await settled();
    assert.deepEqual(browser.socket.protocols, ['lifeline.v1', 'lifeline.token.t-one']);
    browser.welcome();
    for (let i = 0; i < 2; i++) {
      browser.socket.end(4001, 'expired');
      one.advance(one.wait);
      await settled();
      browser.welcome();
    }
    assert.deepEqual(asked, ['one', 'one', 'other'], 'the other was not there yet when the first was asked');
    assert.deepEqual(browser.socket.protocols, ['lifeline.v1', 'lifeline.token.t-other']);
  });

  it('that a tab was asked for is not waited for when that is gone', async () => {
    const browser = newBrowser();
    const one = await browser.tab('web/count/u1', { options: { token: () => new Promise(() => {}) } });
    const other = await browser.tab('web/count/u1', { options: { token: () => 't' } });
    one.event('pagehide');
    await settled();
    other.advance(other.wait);
    await settled();
    assert.deepEqual(browser.socket.protocols, ['lifeline.v1', 'lifeline.token.t']);
  });

  it('that a tab cannot get is a reason to wait', async () => {
    const browser = newBrowser();
    const token = () => Promise.reject(new Error('logged out'));
    const one = await browser.tab('web/count/u1', { options: { token } });
    await settled();
    assert.equal(one.line.state, 'waiting');
    assert.deepEqual(one.line.reason, { key: 'token', title: 'The page could not get a token', detail: 'logged out' });
  });
});

describe('a worker', () => {
  it('is a module, named by version, endpoint and user', async () => {
    const browser = newBrowser();
    await browser.tab();
    const [{ url, type, name }] = browser.started;
    assert.match(String(url), /lifeline\/shared\/worker\.js$/);
    assert.deepEqual([type, name], ['module', 'lifeline 2 example.org/app/web/count/u1']);
  });

  it('that is forbidden leaves each tab its own socket', async () => {
    const browser = newBrowser();
    browser.broken = true;
    const early = (line) => line.send({ cid: 'early', to: TO, content: 'hi' });
    const one = await browser.tab('web/count/u1', { early });
    assert.equal(one.line.isShared, false);
    assert.equal(browser.started.length, 1);
    one.welcome();
    assert.equal(one.line.state, 'open');
    assert.deepEqual(one.socket.frames.map(({ cid }) => cid), ['early']);
    assert.equal(one.socket.query.echo, undefined);
  });

  it('that does not answer is given up, and what was sent meanwhile goes out all the same', async () => {
    const browser = newBrowser();
    browser.silent = true;
    const one = await browser.tab();
    const answer = one.line.send({ cid: 'a', to: TO, content: 'hi' });
    one.advance(5000);
    assert.equal(one.line.isShared, false);
    one.welcome();
    assert.deepEqual(one.socket.frames.map(({ cid }) => cid), ['a']);
    one.socket.frame({ seq: 1, type: 'sent', cid: 'a', timestamp: 3 });
    assert.deepEqual(await answer, { cid: 'a', timestamp: 3 });
  });

  it('that fails after it was given up leaves the tab with its one socket', async () => {
    const browser = newBrowser();
    browser.silent = true;
    let worker;
    class Dead {
      port = { postMessage() {}, close() {} };
      constructor() { worker = this; }
    }
    const one = await browser.tab('web/count/u1', { options: { SharedWorker: Dead } });
    one.advance(5000);
    worker.onerror();
    assert.equal(one.sockets.length, 1);
  });

  it('that has died unnoticed is replaced, and nothing is lost', async () => {
    const { browser, one, other } = await two();
    browser.socket.frame(line(1));
    browser.crash();
    const answer = one.line.send({ cid: 'a', to: TO, content: 'hi' });
    one.advance(5000);
    assert.equal(one.line.state, 'connecting');
    assert.equal(browser.socket.query.seq, '1');
    browser.welcome();
    one.advance(15_000);
    assert.deepEqual([one.line.state, other.line.state], ['open', 'open']);
    assert.deepEqual([one.line.isShared, other.line.isShared], [true, true]);
    assert.deepEqual(browser.socket.frames.filter(({ cid }) => cid).map(({ cid }) => cid), ['a']);
    browser.socket.frame({ seq: 2, type: 'sent', cid: 'a', timestamp: 3 });
    browser.socket.frame(line(3));
    assert.deepEqual(await answer, { cid: 'a', timestamp: 3 });
    assert.deepEqual([heard(one), heard(other)], [['1', '3'], ['1', '3']]);
  });

  it('that has died is not replaced for a line that was stopped', async () => {
    const { browser, one, other } = await two();
    browser.socket.end(4503, 'Kicked');
    browser.crash();
    one.advance(60_000);
    assert.equal(browser.sockets.length, 1);
    assert.deepEqual([one.line.state, other.line.state], ['stopped', 'stopped']);
    one.line.retry();
    assert.equal(browser.sockets.length, 2);
  });

  it('is not joined where the page closes the line at its first state', async () => {
    const browser = newBrowser();
    const early = (line) => line.onState(() => line.state === 'connecting' && line.close());
    const one = await browser.tab('web/count/u1', { early });
    one.line.retry();
    assert.equal(one.line.state, 'stopped');
    assert.equal(browser.started.length, 0);
  });

  it('that a policy of the server refuses keeps its reason', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.worlds[0].answer = problem(403, { title: 'Foreign' });
    browser.socket.end();
    await settled();
    assert.deepEqual(one.line.reason, { status: 403, title: 'Foreign' });
    assert.equal(one.line.state, 'stopped');
  });
});
