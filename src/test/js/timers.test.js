import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workerTimers } from '../../main/webapp/lifeline/timers.js';

class FakeWorker {
  static last;
  posted = [];

  constructor(url, options) {
    this.url = url;
    this.options = options;
    FakeWorker.last = this;
  }

  postMessage(message) {
    this.posted.push(message);
  }
}

/** Puts timers that the test moves in the place of the page's own, in every version of Node. */
function ownTimers(t) {
  const pending = new Map();
  let now = 0;
  let lastId = 0;
  t.mock.method(globalThis, 'setTimeout', (callback, ms, ...args) => {
    pending.set(++lastId, { due: now + ms, run: () => callback(...args) });
    return lastId;
  });
  t.mock.method(globalThis, 'clearTimeout', (id) => pending.delete(id));
  return (ms) => {
    now += ms;
    for (const [id, timer] of pending) {
      if (timer.due <= now && pending.delete(id)) timer.run();
    }
  };
}

describe('timers', () => {
  it('run in a worker beside the module, wherever the page lies', () => {
    const timers = workerTimers({ Worker: FakeWorker });
    const worker = FakeWorker.last;
    assert.match(worker.url.href, /\/lifeline\/timer-worker\.js$/);
    assert.equal(worker.options.type, 'module');
    const fired = [];
    const first = timers.set(() => fired.push(1), 100);
    const second = timers.set(() => fired.push(2), 200);
    timers.clear(first);
    timers.clear(99);
    assert.deepEqual(worker.posted, [{ id: first, ms: 100 }, { id: second, ms: 200 }, { id: first }]);
    worker.onmessage({ data: first });
    worker.onmessage({ data: second });
    worker.onmessage({ data: second });
    assert.deepEqual(fired, [2], 'a stopped one that was on its way does not fire, none fires twice');
  });

  it('are the page\'s own where there are no workers', (t) => {
    const tick = ownTimers(t);
    const timers = workerTimers({ Worker: undefined });
    const fired = [];
    timers.set(() => fired.push(1), 100);
    timers.clear(timers.set(() => fired.push(2), 100));
    tick(100);
    assert.deepEqual(fired, [1]);
  });

  it('become the page\'s own when the worker cannot be loaded', (t) => {
    const tick = ownTimers(t);
    const timers = workerTimers({ Worker: FakeWorker });
    let fired = 0;
    timers.set(() => fired++, 100);
    FakeWorker.last.onerror();
    tick(100);
    timers.set(() => fired++, 50);
    tick(50);
    assert.equal(fired, 2);
  });
});
