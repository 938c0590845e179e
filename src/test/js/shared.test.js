import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acks, heard, line, newBrowser, TO, two } from './fakes/tabs.js';
import { settled } from './fakes/world.js';

describe('tabs of one user', () => {
  it('share one socket, and all hear what comes, once', async () => {
    const { browser, one, other } = await two();
    browser.socket.frame(line(1));
    assert.equal(browser.sockets.length, 1);
    for (const world of [one, other]) {
      assert.equal(world.line.state, 'open');
      assert.equal(world.line.isShared, true);
      assert.deepEqual(heard(world), ['1']);
    }
    assert.equal(browser.socket.query.echo, '1');
  });

  it('are told of states, waits and round trips', async () => {
    const { browser, one, other } = await two();
    one.line.tell({ type: 'typing', to: TO });
    browser.socket.end(1006);
    assert.deepEqual([one, other].map(({ line: { state } }) => state), ['waiting', 'waiting']);
    assert.equal(other.line.retryAt, one.line.retryAt);
    assert.equal(other.line.reason.code, 1006);
    one.advance(one.wait);
    browser.welcome();
    one.event('online');
    one.advance(40);
    browser.socket.frame('pong');
    assert.deepEqual([one, other].map(({ line: { roundTrip } }) => roundTrip), [40, 40]);
    assert.equal(other.line.lastHeard, one.timers.now);
  });

  it('are told once each why the last connection ended', async () => {
    const { browser, one, other } = await two();
    browser.socket.frame({ type: 'diagnosis', cause: 'idle-limit', en: 'cut', zh: '断开' });
    await browser.tab();
    const told = browser.worlds.map((world) => world.heard.filter(({ type }) => type === 'diagnosis').length);
    assert.deepEqual(told, [1, 1, 0]);
    assert.deepEqual(one.heard, other.heard);
  });

  it('are told the welcome when they come later, with the time of then', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome();
    browser.socket.frame([line(1), line(2)]);
    one.advance(5000);
    const late = await browser.tab();
    const [welcome] = late.messages;
    assert.equal(welcome.type, 'welcome');
    assert.deepEqual(welcome.from, { epoch: 'e1', seq: 2, all: 0 });
    assert.equal(welcome.time, 1_700_000_005_000);
    assert.deepEqual(heard(late), []);
  });

  it('acknowledge once what any of them has taken', async () => {
    const { browser, one } = await two();
    browser.socket.frame(line(1));
    one.advance(1000);
    assert.deepEqual(acks(browser.socket), [{ type: 'ack', seq: 1, all: 0 }]);
  });

  it('never include those of another user, or of another endpoint', async () => {
    const browser = newBrowser();
    const anna = await browser.tab('web/count/u1');
    const [{ name }] = browser.started;
    const ben = await browser.tab('web/count/u2');
    assert.notEqual(browser.started[1].name, name);
    assert.equal(browser.sockets.length, 2);
    browser.sockets[0].accept();
    browser.sockets[0].frame({ type: 'welcome', epoch: 'e', from: { seq: 0, all: 0 }, recovered: true });
    browser.sockets[0].frame(line(1));
    assert.deepEqual([heard(anna), heard(ben)], [['1'], []]);
  });
});

describe('a message of one tab', () => {
  it('is answered to that tab, and shown to the others as an own one', async () => {
    const { browser, one, other } = await two();
    const answer = one.line.send({ cid: 'a', to: TO, content: 'hi' });
    const copy = { type: 'friend', id: 'u2', fromid: 'u1', mine: true, cid: 'a', content: 'hi', timestamp: 9 };
    browser.socket.frame({ seq: 1, ...copy });
    browser.socket.frame({ type: 'sent', cid: 'a', timestamp: 9 });
    assert.deepEqual(await answer, { cid: 'a', timestamp: 9 });
    assert.deepEqual([heard(one), heard(other)], [[], ['hi']]);
    assert.deepEqual(one.progress.map(({ state }) => state), ['queued', 'sent']);
    assert.deepEqual(other.progress, []);
  });

  it('goes out though the tab is closed', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    const other = await browser.tab();
    one.line.send({ cid: 'a', to: TO, content: 'hi' });
    one.event('pagehide');
    browser.welcome();
    assert.deepEqual(browser.socket.frames.map(({ cid }) => cid), ['a']);
    browser.socket.frame({ seq: 1, type: 'friend', id: 'u2', mine: true, cid: 'a', content: 'hi' });
    assert.deepEqual(heard(other), ['hi']);
  });

  it('that is refused is refused to that tab, with its error', async () => {
    const { browser, one, other } = await two();
    const answer = one.line.send({ cid: 'a', to: TO, content: 'hi' });
    browser.socket.frame({ type: 'refused', cid: 'a', code: 'not-a-friend', content: 'No friend' });
    await assert.rejects(answer, { name: 'Refused', code: 'not-a-friend', content: 'No friend', cid: 'a' });
    assert.deepEqual(other.progress, []);
  });

  it('that finds no room is refused without harm to the others', async () => {
    const browser = newBrowser();
    const one = await browser.tab('web/count/u1', { options: { maxQueued: 1 } });
    one.line.send({ cid: 'a', to: TO, content: '1' });
    await assert.rejects((await browser.tab()).line.send({ cid: 'b', to: TO, content: '2' }), { code: 'queue-full' });
  });

  it('without an answer that is too large is told as refused', async () => {
    const { browser, one } = await two();
    browser.socket.end(1006);
    one.advance(one.wait);
    browser.welcome({ limits: { message: 40 } });
    one.line.tell({ type: 'note', text: 'x'.repeat(50) });
    assert.equal(one.messages.at(-1).code, 'too-large');
  });

  it('that was left by an earlier page is told to all as restored', async () => {
    const browser = newBrowser();
    const removed = [];
    browser.queue = () => ({
      load: () => Promise.resolve([{ cid: 'old', to: TO, content: 'before' }]),
      put() {},
      remove: (cid) => removed.push(cid),
    });
    const one = await browser.tab();
    await settled();
    const late = await browser.tab();
    browser.welcome();
    browser.socket.frame({ seq: 1, type: 'friend', id: 'u2', mine: true, cid: 'old', content: 'before', timestamp: 5 });
    for (const world of [one, late]) {
      assert.deepEqual(world.progress, ['queued', 'sent'].map((state) => ({
        cid: 'old',
        message: { cid: 'old', to: TO, content: 'before' },
        state,
        restored: true,
        ...(state === 'sent' && { timestamp: 5 }),
      })));
      assert.deepEqual(heard(world), []);
    }
    assert.deepEqual(removed, ['old']);
  });
});

describe('the end of a tab', () => {
  it('leaves the connection to the others', async () => {
    const { browser, one, other } = await two();
    one.line.close();
    assert.equal(one.line.state, 'stopped');
    assert.equal(browser.socket.closedWith, null);
    browser.socket.frame(line(1));
    assert.deepEqual([heard(one), heard(other)], [[], ['1']]);
    other.line.close();
    assert.equal(browser.socket.closedWith, 1000);
  });

  it('ends the connection after a while where there is no other', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome();
    one.event('pagehide');
    one.advance(2999);
    assert.equal(browser.socket.closedWith, null);
    one.advance(1);
    assert.equal(browser.socket.closedWith, 1000);
    await browser.tab();
    assert.equal(browser.sockets.length, 2);
  });

  it('hands the connection on to the next page', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome();
    one.event('pagehide');
    one.advance(1000);
    const next = await browser.tab();
    one.advance(10_000);
    assert.equal(browser.sockets.length, 1);
    assert.equal(next.line.state, 'open');
  });

  it('in the back/forward cache ends the connection at once where there is no other', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome();
    one.event('pagehide', one.window, { persisted: true });
    assert.equal(browser.socket.closedWith, 1000);
    one.event('pageshow', one.window, { persisted: true });
    assert.equal(browser.sockets.length, 2);
    browser.welcome();
    assert.equal(one.line.state, 'open');
  });

  it('in the back/forward cache is none: it comes back and gets what it missed', async () => {
    const { browser, one, other } = await two();
    one.event('pagehide', one.window, { persisted: true });
    assert.equal(one.line.state, 'waiting');
    browser.socket.frame(line(1));
    one.event('pageshow', one.window, { persisted: true });
    assert.equal(one.line.state, 'open');
    assert.deepEqual([heard(one), heard(other)], [['1'], ['1']]);
  });
});

describe('an answer', () => {
  const message = { cid: 'a', to: TO, content: 'hi' };
  const cids = ({ frames }) => frames.map(({ cid }) => cid);

  it('that came while the tab was in the back/forward cache is asked for again', async () => {
    const { browser, other } = await two();
    const answer = other.line.send(message);
    other.event('pagehide', other.window, { persisted: true });
    browser.socket.frame({ type: 'sent', cid: 'a', timestamp: 3 });
    other.event('pageshow', other.window, { persisted: true });
    assert.deepEqual(cids(browser.socket), ['a', 'a']);
    browser.socket.frame({ type: 'sent', cid: 'a', timestamp: 3 });
    assert.deepEqual(await answer, { cid: 'a', timestamp: 3 });
  });

  it('comes though the line was closed before it knew of a worker, once it is opened again', async () => {
    const browser = newBrowser();
    let answer;
    const early = (line) => {
      answer = line.send(message);
      line.close();
    };
    const one = await browser.tab('web/count/u1', { early });
    assert.equal(browser.sockets.length, 0);
    one.line.retry();
    browser.welcome();
    browser.socket.frame({ type: 'sent', cid: 'a', timestamp: 3 });
    assert.deepEqual(await answer, { cid: 'a', timestamp: 3 });
  });

  it('is waited for where the line is closed, which sending does not open', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome();
    one.line.close();
    const answer = one.line.send(message);
    assert.equal(one.line.state, 'stopped');
    one.line.retry();
    browser.welcome();
    browser.socket.frame({ type: 'sent', cid: 'a', timestamp: 3 });
    assert.deepEqual(await answer, { cid: 'a', timestamp: 3 });
  });
});
