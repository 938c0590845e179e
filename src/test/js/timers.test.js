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
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const timers = workerTimers({ Worker: undefined });
    const fired = [];
    timers.set(() => fired.push(1), 100);
    timers.clear(timers.set(() => fired.push(2), 100));
    t.mock.timers.tick(100);
    assert.deepEqual(fired, [1]);
  });

  it('become the page\'s own when the worker cannot be loaded', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const timers = workerTimers({ Worker: FakeWorker });
    let fired = 0;
    timers.set(() => fired++, 100);
    FakeWorker.last.onerror();
    t.mock.timers.tick(100);
    timers.set(() => fired++, 50);
    t.mock.timers.tick(50);
    assert.equal(fired, 2);
  });
});
