import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import vm from 'node:vm';
import { FakeApp } from './fakes/app.js';
import { settled } from './fakes/world.js';
import { skip } from './tools/installed.js';
import { CLIENT } from './tools/types.js';

/** A mini program's app, as its bundler hands it to the platform: one old-fashioned script. */
async function bundled() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { connect } from './lifeline.js';
        import { miniProgram } from './mini-program.js';
        export const open = () => connect(ADDRESS, miniProgram(wx));
      `,
      resolveDir: CLIENT,
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'app',
    target: 'es2017',
    logOverride: { 'empty-import-meta': 'silent' },
  });
  return outputFiles[0].text;
}

/** Runs it where nothing is but the language, timers and the platform. */
function start(script, app) {
  const complaints = [];
  const context = vm.createContext({
    wx: app.api,
    ADDRESS: 'wss://example.org/web/count/u1',
    setTimeout,
    clearTimeout,
    console: { error: (...words) => complaints.push(words) },
  });
  vm.runInContext(script, context);
  const missing = ['URL', 'URLSearchParams', 'TextEncoder', 'crypto', 'fetch', 'AbortController', 'Worker', 'WebSocket',
    'window', 'document', 'navigator', 'EventTarget', 'Event', 'indexedDB', 'sessionStorage', 'structuredClone',
    'queueMicrotask', 'DOMException', 'Blob'];
  assert.deepEqual(missing.filter((name) => vm.runInContext(`typeof ${name}`, context) !== 'undefined'), []);
  const line = vm.runInContext('app.open()', context);
  return { line, complaints };
}

describe('where there is no browser', { skip }, () => {
  let script;

  before(async () => (script = await bundled()));

  it('a line opens, receives, sends, is lost and comes back', async () => {
    const app = new FakeApp();
    const { line, complaints } = start(script, app);
    const heard = [];
    line.on('count', ({ content }) => heard.push(content));
    app.task.welcome();
    app.task.frame([{ seq: 1, type: 'count', content: 1 }]);
    const sent = line.send({ to: { id: 'u2', type: 'friend' }, content: '你好 👋' });
    await settled();
    const [{ cid }] = app.task.frames;
    assert.match(cid, /^[0-9a-f]{32}$/);
    app.task.frame({ seq: 2, type: 'sent', cid, timestamp: 5 });
    assert.equal((await sent).timestamp, 5);
    app.network(false);
    app.network(true);
    assert.match(app.task.url, /&epoch=e1&seq=2&all=0$/);
    app.task.welcome();
    app.task.frame([{ seq: 1, type: 'count', content: 1 }, { seq: 3, type: 'count', content: 3 }]);
    assert.deepEqual(heard, [1, 3]);
    assert.equal(line.state, 'open');
    line.close();
    assert.deepEqual(complaints, []);
  });

  it('a refused handshake is asked about', async () => {
    const app = new FakeApp();
    app.answer = { statusCode: 503, header: { 'Retry-After': '60' }, data: '' };
    const { line, complaints } = start(script, app);
    app.task.fail({ errMsg: 'connectSocket:fail' });
    await settled();
    assert.equal(line.state, 'waiting');
    assert.equal(line.reason.status, 503);
    line.close();
    assert.deepEqual(complaints, []);
  });
});
