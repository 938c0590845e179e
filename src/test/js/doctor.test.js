import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { attempt } from '../../main/webapp/doctor/attempt.js';
import { Examination, Refused, Unreached } from '../../main/webapp/doctor/examination.js';
import { language, words } from '../../main/webapp/doctor/texts.js';
import { unreached } from '../../main/webapp/doctor/unreached.js';

const ROOT = new URL('../../', import.meta.url);
const read = (file) => readFileSync(new URL(file, ROOT), 'utf8');
const texts = (file) => read(`main/resources/dev/lifeline/doctor/${file}`);

/** A clock and sockets that the test moves. */
class World {
  time = 0;
  timers = [];
  sockets = [];
  WebSocket;

  constructor() {
    const { sockets } = this;
    this.WebSocket = class {
      sent = [];
      constructor(url, protocols) {
        Object.assign(this, { url, protocols });
        sockets.push(this);
      }
      send(text) {
        this.sent.push(text);
      }
      close() {
        this.closed = true;
        this.onclose?.({ code: 1005 });
      }
    };
  }

  set = (callback, ms) => {
    this.timers.push({ callback, at: this.time + ms });
    return this.timers.at(-1);
  };

  clear = (timer) => (this.timers = this.timers.filter((one) => one !== timer));

  now = () => this.time;

  pass(ms) {
    const end = this.time + ms;
    for (let due; (due = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]); ) {
      this.clear(due);
      this.time = Math.max(this.time, due.at);
      due.callback();
    }
    this.time = Math.max(this.time, end);
  }
}

describe('a connection in silence', () => {
  const start = (silence) => {
    const world = new World();
    const { WebSocket, now } = world;
    const made = attempt({ url: 'ws://a/', silence, patience: 10_000, WebSocket, timers: world, now });
    return { world, socket: world.sockets[0], ...made };
  };

  it('says ping after its silence, and nothing before', async () => {
    const { world, socket, outcome } = start(60_000);
    assert.deepEqual(socket.protocols, ['lifeline.probe']);
    socket.onopen();
    world.pass(59_999);
    assert.deepEqual(socket.sent, []);
    world.pass(1);
    assert.deepEqual(socket.sent, ['ping']);
    socket.onmessage({ data: 'pong' });
    assert.deepEqual(await outcome, { result: 'survived', after: 60_000 });
  });

  for (const [name, act, result] of [
    ['closed in its silence is cut', (w, s) => (s.onopen(), w.pass(5_000), s.onclose({ code: 1006 })), 'cut'],
    ['closed with a code tells nothing', (w, s) => (s.onopen(), w.pass(5_000), s.onclose({ code: 4004 })), 'void'],
    ['without an answer was dropped', (w, s) => (s.onopen(), w.pass(70_000)), 'dropped'],
    ['reset at its ping was dropped', (w, s) => (s.onopen(), w.pass(60_000), s.onclose({ code: 1006 })), 'dropped'],
    ['never opened was refused', (w, s) => s.onclose({ code: 1006 }), 'refused'],
    ['that hangs in its handshake was refused', (w) => w.pass(10_000), 'refused'],
    ['that slept tells nothing', (w, s) => (s.onopen(), (w.time += 90_000), w.pass(0)), 'void'],
  ]) {
    it(`one ${name}`, async () => {
      const { world, socket, outcome } = start(60_000);
      act(world, socket);
      assert.equal((await outcome).result, result);
    });
  }
});

describe('an answer that is not Lifeline\'s', () => {
  for (const { finding, arg, ...answer } of JSON.parse(read('test/resources/doctor/unreached.json'))) {
    it(`${answer.status} is ${finding}`, () => {
      const found = unreached(answer);
      assert.equal(found.finding, finding);
      assert.deepEqual(found.args, [arg]);
    });
  }

  it('is a redirection where a page is told no status', () => assert.deepEqual(unreached({ status: 0 }).args, ['3xx']));
});

describe('an examination', () => {
  const answerOf = (status, body, headers = {}) => ({
    status,
    headers: new Headers(headers),
    text: async () => (typeof body === 'string' ? body : JSON.stringify(body)),
  });

  const run = (answers, measure = false) => {
    const world = new World();
    const asked = [];
    const fetch = async (url, options) => {
      asked.push({ url, options });
      return answers.shift();
    };
    const { WebSocket, now } = world;
    const reports = [];
    const onReport = (report) => reports.push(report);
    const address = new URL('https://a.example/web/count/u1');
    const examination = new Examination({ address, key: 'k', lang: 'en', fetch, WebSocket, timers: world, now, onReport });
    return { world, asked, reports, done: examination.run(measure) };
  };

  it('does as the server says, and tells it what it saw', async () => {
    const server = { Server: 'nginx/1' };
    const { world, asked, done } = run([
      answerOf(200, { exam: 'e' }, server),
      answerOf(200, { exam: 'e', next: { do: 'try', nonce: 'n', silence: 0 } }, server),
      answerOf(200, { exam: 'e' }, server),
      answerOf(200, { exam: 'e', next: { do: 'done' } }, server),
    ]);
    while (world.sockets.length === 0) await new Promise(setImmediate);
    const [socket] = world.sockets;
    assert.equal(socket.url, 'wss://a.example/web/count/u1?probe=n');
    socket.onopen();
    socket.onmessage({ data: 'pong' });
    while (!world.timers.length) await new Promise(setImmediate);
    await done;
    assert.equal(socket.closed, true);
    const queries = asked.map(({ url }) => Object.fromEntries(url.searchParams));
    assert.deepEqual(queries[0], { doctor: 'new', silences: 'none', server: '', secure: '1' });
    assert.deepEqual(queries[2], { doctor: 'e', nonce: 'n', result: 'survived', after: '0', server: 'nginx/1', secure: '1' });
    assert.equal(asked[0].options.headers.Authorization, 'Bearer k');
    assert.equal(asked[0].options.redirect, 'manual');
  });

  it('tells who answered instead', async () => {
    await assert.rejects(run([answerOf(502, '<html>')]).done, (e) => e instanceof Unreached && e.found.finding === 'bad-gateway');
  });

  it('tells why Lifeline refuses', async () => {
    const problem = { type: 'urn:lifeline:problem:bad-key', title: 'T', status: 401, detail: 'D' };
    await assert.rejects(run([answerOf(401, problem)]).done, (e) => e instanceof Refused && e.message === 'T. D');
  });

  it('that is forgotten at once was another server\'s', async () => {
    const problem = { type: 'urn:lifeline:problem:not-found', title: 'T', status: 404, detail: 'D' };
    const { done } = run([answerOf(200, { exam: 'e' }), answerOf(404, problem)]);
    await assert.rejects(done, (e) => e instanceof Unreached && e.found.finding === 'elsewhere');
  });
});

describe('the words', () => {
  const english = words(texts('Texts.properties'));

  it('fill their gaps', () => {
    assert.equal(english('doctor.attempt.cut', '4m', '60s'), '4m: cut after 60s');
    assert.equal(english('no.such'), 'no.such');
  });

  it('are in the language of the browser', () => {
    assert.deepEqual(['zh-TW', 'de', 'en-GB'].map(language), ['zh', 'en', 'en']);
  });

  it('are all there', () => {
    const files = readdirSync(new URL('main/webapp/doctor/', ROOT)).filter((name) => name.endsWith('.js'));
    const source = [...files.map((name) => `doctor/${name}`), 'doctor.html'].map((file) => read(`main/webapp/${file}`)).join('\n');
    const named = [...source.matchAll(/(?:\bt\('|data-t(?:-\w+)?=")([a-z]+\.[\w.-]+)/g)].map(([, key]) => key);
    assert.ok(named.length > 30);
    assert.deepEqual(named.filter((key) => english(key) === key), []);
  });
});
