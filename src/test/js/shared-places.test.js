import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acks, heard, line, newBrowser } from './fakes/tabs.js';
import { World } from './fakes/world.js';

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
