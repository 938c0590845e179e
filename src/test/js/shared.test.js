import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { SharedBrowser } from './fakes/shared.js';
import { World, problem, settled } from './fakes/world.js';

const line = (seq, more = {}) => ({ seq, type: 'friend', id: 'u2', fromid: 'u2', cid: `c${seq}`, content: `${seq}`, ...more });
const heard = (world) => world.heard.filter(({ type }) => type === 'friend').map(({ content }) => content);
const acks = (socket) => socket.frames.filter(({ type }) => type === 'ack');
const TO = { id: 'u2', type: 'friend' };

const browsers = [];

function newBrowser() {
  browsers.push(new SharedBrowser());
  return browsers.at(-1);
}

afterEach(() => browsers.splice(0).forEach(({ failures }) => assert.deepEqual(failures, [])));

/** Two tabs on an open connection. */
async function two() {
  const browser = newBrowser();
  const one = await browser.tab();
  browser.welcome();
  return { browser, one, other: await browser.tab() };
}

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
    browser.socket.frame({ seq: 1, type: 'friend', id: 'u2', fromid: 'u1', mine: true, cid: 'a', content: 'hi', timestamp: 9 });
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

describe('a tab with a position of its own', () => {
  it('gets what the worker still has', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome();
    browser.socket.frame([line(1), line(2), line(3)]);
    one.advance(1000);
    const copied = new World().storage;
    one.storage.entries.forEach(([key]) => copied.setItem(key, JSON.stringify({ epoch: 'e1', seq: 1, all: 0 })));
    const duplicate = await browser.tab('web/count/u1', { storage: copied });
    assert.deepEqual(heard(duplicate), ['2', '3']);
    assert.equal(browser.sockets.length, 1);
  });

  it('that is further behind has the connection begin again where it is; the others hear nothing twice', async () => {
    const browser = newBrowser();
    const storage = new World().storage;
    const one = await browser.tab();
    browser.welcome({ from: { seq: 90, all: 0 } });
    browser.socket.frame(line(91));
    one.advance(1000);
    storage.setItem(one.storage.entries[0][0], JSON.stringify({ epoch: 'e1', seq: 88, all: 0 }));
    const old = await browser.tab('web/count/u1', { storage });
    assert.equal(browser.sockets.length, 2);
    assert.equal(browser.sockets[0].closedWith, 1000);
    assert.equal(browser.socket.query.seq, '88');
    browser.welcome({ position: { seq: 91, all: 0 } });
    assert.equal(old.line.state, 'recovering');
    browser.socket.frame([line(89), line(90), line(91), { type: 'live' }]);
    assert.deepEqual(heard(old), ['89', '90', '91']);
    assert.deepEqual(heard(one), ['91']);
    assert.equal(one.line.state, 'open');
    one.advance(1000);
    assert.deepEqual(acks(browser.socket).at(-1), { type: 'ack', seq: 91, all: 0 }, 'or the server would wait');
  });

  it('tells the end of the last connection once, however often it begins again', async () => {
    const browser = newBrowser();
    const storage = new World().storage;
    const one = await browser.tab();
    browser.welcome({ from: { seq: 90, all: 0 } });
    browser.socket.end(1006);
    one.advance(one.wait);
    browser.welcome();
    const ends = () => browser.sockets.map(({ frames }) => frames.filter(({ type }) => type === 'last').length);
    assert.deepEqual(ends(), [0, 1]);
    storage.setItem(one.storage.entries[0][0], JSON.stringify({ epoch: 'e1', seq: 88, all: 0 }));
    await browser.tab('web/count/u1', { storage });
    browser.welcome();
    assert.deepEqual(ends(), [0, 1, 0]);
  });

  it('and loses nothing when that connection breaks in the middle', async () => {
    const browser = newBrowser();
    const storage = new World().storage;
    const one = await browser.tab();
    browser.welcome({ from: { seq: 90, all: 0 } });
    browser.socket.frame(line(91));
    one.advance(1000);
    storage.setItem(one.storage.entries[0][0], JSON.stringify({ epoch: 'e1', seq: 80, all: 0 }));
    const old = await browser.tab('web/count/u1', { storage });
    browser.welcome({ position: { seq: 91, all: 0 } });
    browser.socket.frame([line(81), line(82)]);
    browser.socket.end(1006);
    one.advance(one.wait);
    assert.equal(browser.socket.query.seq, '91', 'as far as the first tab is');
    browser.welcome();
    assert.equal(browser.socket.query.seq, '82', 'begun again for the other');
    browser.welcome();
    browser.socket.frame([83, 84, 85, 86, 87, 88, 89, 90, 91, 92].map((seq) => line(seq)));
    assert.deepEqual(heard(old), ['81', '82', '83', '84', '85', '86', '87', '88', '89', '90', '91', '92']);
    assert.deepEqual(heard(one), ['91', '92']);
  });

  it('that cannot be followed any more loads anew; the others need not', async () => {
    const browser = newBrowser();
    const storage = new World().storage;
    const one = await browser.tab();
    browser.welcome({ from: { seq: 90, all: 0 } });
    storage.setItem(one.storage.entries[0]?.[0] ?? 'lifeline example.org/app/web/count/u1',
      JSON.stringify({ epoch: 'e1', seq: 2, all: 0 }));
    const old = await browser.tab('web/count/u1', { storage });
    browser.welcome({ from: { seq: 90, all: 0 }, recovered: false, reason: 'retention' });
    const reloads = (world) => world.messages.filter(({ type }) => type === 'reload');
    assert.deepEqual(reloads(old), [{ type: 'reload', reason: 'retention' }]);
    assert.deepEqual(reloads(one), []);
    browser.socket.frame(line(91));
    assert.deepEqual([heard(one), heard(old)], [['91'], ['91']]);
  });

  it('of another history loads anew', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome();
    const storage = new World().storage;
    storage.setItem(one.storage.entries[0][0], JSON.stringify({ epoch: 'e0', seq: 1, all: 0 }));
    const old = await browser.tab('web/count/u1', { storage });
    assert.deepEqual(old.messages.at(-1), { type: 'reload', reason: 'epoch' });
    assert.equal(browser.sockets.length, 1);
    browser.socket.frame(line(1));
    assert.deepEqual(heard(old), ['1']);
  });

  it('of another history that was there before the connection loads anew too', async () => {
    const browser = newBrowser();
    await browser.tab();
    const storage = new World().storage;
    storage.setItem('lifeline example.org/app/web/count/u1', JSON.stringify({ epoch: 'e0', seq: 1, all: 0 }));
    const old = await browser.tab('web/count/u1', { storage });
    browser.welcome();
    assert.deepEqual(old.messages.at(-1), { type: 'reload', reason: 'epoch' });
    browser.socket.frame(line(1));
    assert.deepEqual(heard(old), ['1']);
  });

  it('ahead of a restored store loads anew', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome();
    const storage = new World().storage;
    storage.setItem(one.storage.entries[0][0], JSON.stringify({ epoch: 'e1', seq: 7, all: 0 }));
    const ahead = await browser.tab('web/count/u1', { storage });
    assert.deepEqual(ahead.messages.at(-1), { type: 'reload', reason: 'ahead' });
    browser.socket.frame(line(1));
    assert.deepEqual(heard(ahead), ['1']);
  });
});

describe('tabs at different places', () => {
  const at = (seq) => {
    const { storage } = new World();
    storage.setItem('lifeline example.org/app/web/count/u1', JSON.stringify({ epoch: 'e1', seq, all: 0 }));
    return storage;
  };
  const reloads = (world) => world.messages.filter(({ type }) => type === 'reload').map(({ reason }) => reason);
  const from = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

  it('load nothing anew because the connection is still catching up for one that is behind', async () => {
    const browser = newBrowser();
    const behind = await browser.tab('web/count/u1', { storage: at(10) });
    browser.welcome({ position: { seq: 40, all: 0 } });
    from(11, 20).forEach((seq) => browser.socket.frame(line(seq)));
    const further = await browser.tab('web/count/u1', { storage: at(30) });
    from(21, 41).forEach((seq) => browser.socket.frame(line(seq)));
    assert.deepEqual([reloads(behind), reloads(further)], [[], []]);
    assert.deepEqual(heard(behind), from(11, 41).map(String));
    assert.deepEqual(heard(further), from(31, 41).map(String));
  });

  it('of which one is ahead of a restored store: that one loads anew, and misses nothing new', async () => {
    const browser = newBrowser();
    const behind = await browser.tab('web/count/u1', { storage: at(10) });
    const ahead = await browser.tab('web/count/u1', { storage: at(30) });
    browser.welcome({ position: { seq: 20, all: 0 } });
    from(11, 32).forEach((seq) => browser.socket.frame(line(seq)));
    assert.deepEqual([reloads(behind), reloads(ahead)], [[], ['ahead']]);
    assert.deepEqual(heard(behind), from(11, 32).map(String));
    assert.deepEqual(heard(ahead), from(21, 32).map(String));
  });
});

describe('a welcome without a place', () => {
  it('breaks nothing', async () => {
    const browser = newBrowser();
    const one = await browser.tab();
    browser.welcome({ from: null });
    browser.socket.frame(line(1));
    assert.deepEqual(heard(one), ['1']);
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
    const browser = new SharedBrowser();
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
    const one = await browser.tab('web/count/u1', { options: { token: () => Promise.reject(new Error('logged out')) } });
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
    const one = await browser.tab('web/count/u1', { early: (line) => line.onState(() => line.state === 'connecting' && line.close()) });
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
