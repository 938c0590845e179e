import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { LifelineSocket } from '../../main/webapp/lifeline/socket.js';
import { World, problem, settled } from './fakes/world.js';

/** A page that uses the socket as it would use a WebSocket, and notes its events. */
class Page extends World {
  events = [];

  constructor(url = 'wss://example.org/web/count/u1', options = {}) {
    super();
    this.ws = new LifelineSocket(url, [], { ...this.base, ...options });
    this.ws.onopen = () => this.events.push('open');
    this.ws.onmessage = ({ data }) => this.events.push(data);
    this.ws.onerror = () => this.events.push('error');
    this.ws.onclose = ({ code, reason, wasClean }) => this.events.push({ code, reason, wasClean });
    this.line = this.ws.line;
  }

  static opened() {
    const page = new Page();
    page.welcome();
    page.events = [];
    return page;
  }
}

const SAID = { type: 'friend', id: 'u2', username: 'B', avatar: '', content: 'hi', cid: 'c1', fromid: 'u2' };
const SAYS = { mine: { id: 'u1', username: 'me', content: 'hello' }, to: { id: 2, type: 'friend' } };

describe('LifelineSocket as a WebSocket', () => {
  it('opens once, and hides a lost connection', () => {
    const page = new Page();
    const states = [];
    page.ws.addEventListener('lifeline:state', () => states.push(page.line.state));
    assert.equal(page.ws.readyState, LifelineSocket.CONNECTING);
    page.welcome();
    assert.equal(page.ws.readyState, 1);
    page.comeBack();
    assert.deepEqual(page.events, ['open']);
    assert.deepEqual(states, ['open', 'waiting', 'connecting', 'open']);
  });

  it('resolves its address as the standard does', () => {
    const page = new Page('web/count/u1');
    assert.equal(page.ws.url, 'wss://example.org/app/web/count/u1');
    for (const bad of ['wss://', 'ftp://example.org/', 'wss://example.org/web/count/u1#top']) {
      assert.throws(() => new LifelineSocket(bad, [], new World().base), { name: 'SyntaxError' }, bad);
    }
    for (const bad of ['a b', ['a', 'a']]) {
      assert.throws(() => new LifelineSocket('web/count/u1', bad, new World().base), { name: 'SyntaxError' });
    }
  });

  it('has the constants on both sides, and empty protocol and extensions', () => {
    const { ws } = new Page();
    ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].forEach((each, value) => {
      assert.equal(ws[each], value);
      assert.equal(LifelineSocket[each], value);
    });
    assert.equal(ws.protocol + ws.extensions, '');
    assert.equal(ws.binaryType, 'blob');
  });

  it('takes nothing before it is open, and no binary data', () => {
    const page = new Page();
    assert.throws(() => page.ws.send('ping'), { name: 'InvalidStateError' });
    page.welcome();
    assert.throws(() => page.ws.send(new Uint8Array(1)), TypeError);
    assert.throws(() => page.ws.send(new ArrayBuffer(1)), TypeError);
  });

  it('closes with what the page gave', async () => {
    const page = Page.opened();
    assert.throws(() => page.ws.close(1001), { name: 'InvalidAccessError' });
    assert.throws(() => page.ws.close(1000, '多'.repeat(42)), { name: 'SyntaxError' });
    page.ws.close(3001, 'enough');
    assert.equal(page.ws.readyState, LifelineSocket.CLOSING);
    assert.deepEqual(page.events, [], 'not before the call has returned');
    await settled();
    assert.equal(page.ws.readyState, LifelineSocket.CLOSED);
    page.ws.close();
    page.ws.send('ping');
    await settled();
    assert.deepEqual(page.events, [{ code: 3001, reason: 'enough', wasClean: true }]);
    assert.equal(page.socket.closedWith, 1000);
  });

  it('fails when it is closed before it was open', async () => {
    const page = new Page();
    page.ws.close();
    await settled();
    assert.deepEqual(page.events, ['error', { code: 1006, reason: '', wasClean: false }]);
  });

  it('fails when its handshake is refused for good', async () => {
    const page = new Page();
    await page.refuse(problem(403, { title: 'Foreign origin' }));
    assert.deepEqual(page.events, ['error', { code: 1006, reason: 'Foreign origin', wasClean: false }]);
    assert.equal(page.ws.readyState, LifelineSocket.CLOSED);
  });

  it('closes when the server ends it for good', () => {
    const page = Page.opened();
    page.socket.end(4503, 'bye');
    assert.deepEqual(page.events, [{ code: 4503, reason: 'bye', wasClean: true }]);
  });

  it('calls handlers and listeners in the order in which they were set', () => {
    const page = Page.opened();
    const heard = [];
    const { ws } = page;
    ws.onmessage = () => heard.push('handler');
    ws.addEventListener('message', { handleEvent: () => heard.push('listener') });
    ws.onmessage = function () { heard.push(this === ws); };
    page.socket.frame(SAID);
    assert.deepEqual(heard, [true, 'listener']);
    ws.onmessage = null;
    page.socket.frame({ ...SAID, cid: 'c2' });
    assert.equal(ws.onmessage, null);
    assert.deepEqual(heard, [true, 'listener', 'listener']);
  });
});

describe('what comes down', () => {
  it('is the text that the plain level would send', () => {
    const page = Page.opened();
    page.socket.frame([{ seq: 1, ...SAID }, { all: 1, type: 'count', content: 3 }]);
    assert.deepEqual(page.events, [JSON.stringify(SAID), '{"type":"count","content":3}']);
  });

  it('leaves out what a plain page never gets', () => {
    const page = Page.opened();
    const own = ['live', 'delivered', 'read', 'typing', 'bye', 'heartbeat', 'token', 'probe', 'sent'];
    page.socket.frame(own.map((type) => ({ type, id: 'u2', cid: 'c9' })));
    page.socket.frame('pong');
    assert.deepEqual(page.events, []);
  });

  it('gives a system line of whatever type', () => {
    const page = Page.opened();
    const line = { system: true, id: 'g1', type: 'read', content: 'x' };
    page.socket.frame(line);
    assert.deepEqual(page.events, [JSON.stringify(line)]);
  });

  it('says once that messages are lost, in the own conversation', () => {
    const page = Page.opened();
    page.comeBack({ recovered: false, reason: 'retention', from: { seq: 9, all: 0 } });
    const [text, ...more] = page.events;
    assert.deepEqual(more, []);
    assert.match(text, /^\{"system":true,"id":"u1","type":"friend","content":".*Earlier messages/);
  });

  it('waits for the open event', () => {
    const page = new Page();
    page.socket.accept();
    page.socket.frame([{ type: 'count', content: 1 }, { type: 'welcome' }]);
    assert.deepEqual(page.events, ['open', '{"type":"count","content":1}']);
  });
});

describe('what goes up', () => {
  it('is answered with pong here, also while the line is away', async () => {
    const page = Page.opened();
    page.socket.end();
    page.ws.send('ping');
    assert.deepEqual(page.events, []);
    await settled();
    assert.deepEqual(page.events, ['pong']);
    assert.deepEqual(page.socket.sent, []);
  });

  it('goes out as a line of chat, over a return once under one cid, and is counted until it is answered', async () => {
    const page = Page.opened();
    page.socket.end();
    page.ws.send(JSON.stringify(SAYS));
    assert.equal(page.ws.bufferedAmount, JSON.stringify(SAYS).length);
    page.advance(page.wait);
    page.welcome();
    const [first] = page.socket.frames.filter(({ type }) => type === 'send');
    page.comeBack();
    const [second] = page.socket.frames.filter(({ type }) => type === 'send');
    assert.deepEqual(second, first);
    const { cid, ...line } = first;
    assert.deepEqual(line, { type: 'send', to: { id: '2', type: 'friend' }, content: 'hello' });
    page.socket.frame({ seq: 1, type: 'sent', cid, timestamp: 1 });
    await settled();
    assert.equal(page.ws.bufferedAmount, 0);
    assert.deepEqual(page.events, []);
  });

  it("keeps the page's own cid", () => {
    const page = Page.opened();
    page.ws.send(JSON.stringify({ ...SAYS, mine: { ...SAYS.mine, cid: 'mine1' } }));
    assert.equal(page.socket.frames[0].cid, 'mine1');
  });

  it('tells a refusal once, with the cid only where the page has given it', async () => {
    const page = Page.opened();
    for (const cid of [undefined, 'mine1']) {
      page.ws.send(JSON.stringify({ ...SAYS, mine: { ...SAYS.mine, cid } }));
      const sent = page.socket.frames.at(-1).cid;
      page.socket.frame({ type: 'refused', code: 'not-a-friend', content: 'no', cid: sent });
      await settled();
    }
    const refused = { type: 'refused', code: 'not-a-friend', content: 'no' };
    assert.deepEqual(page.events, [JSON.stringify(refused), JSON.stringify({ ...refused, cid: 'mine1' })]);
    assert.equal(page.ws.bufferedAmount, 0);
  });

  it('refuses what it cannot read as the plain level does', async () => {
    const page = Page.opened();
    const internal = ['read', 'typing', 'last', 'token', 'probed', 'send', 'recall'];
    internal.forEach((type) => page.ws.send(JSON.stringify({ type })));
    await settled();
    assert.deepEqual(page.events.splice(0).map((text) => JSON.parse(text).code), internal.map(() => 'unknown-type'));
    const frames = ['{', '[1]', '{"mine":{}}', '{"to":{}}', '{"type":1}', '{"type":"ack","seq":9,"all":9}',
      '{"mine":{"cid":"x"},"to":{"type":"kefu"}}', '{"mine":{},"to":{"type":"friend","id":"u2"}}',
      '{"mine":{},"to":{"type":"delMsg"}}'];
    frames.forEach((frame) => page.ws.send(frame));
    await settled();
    assert.deepEqual(page.events.map((text) => JSON.parse(text).code), ['bad-json', 'bad-json', 'bad-message',
      'bad-message', 'bad-message', 'unknown-type', 'unknown-type', 'bad-message', 'bad-message']);
    assert.equal(JSON.parse(page.events[6]).cid, 'x');
    assert.deepEqual(page.socket.frames, []);
  });

  it('takes a line back, and gives the rest to the application', () => {
    const page = Page.opened();
    page.ws.send('{"mine":{"id":"u1"},"to":{"type":"delMsg","cid":"c1","id":"g1","toType":"group"}}');
    page.ws.send('{"type":"order","cid":"o1","n":1}');
    assert.deepEqual(page.socket.frames, [
      { type: 'recall', to: { id: 'g1', type: 'group' }, cid: 'c1' },
      { type: 'order', cid: 'o1', n: 1 },
    ]);
  });

  it('shows the chosen status again after each return', () => {
    const page = Page.opened();
    const hide = { mine: { content: 'hide' }, to: { type: 'onlineStatus' } };
    page.ws.send(JSON.stringify({ ...hide, mine: { id: 'u1', content: 'hide' } }));
    assert.deepEqual(page.socket.frames, [hide]);
    page.comeBack({ position: { seq: 1, all: 0 } });
    page.socket.frame({ type: 'live' });
    assert.deepEqual(page.socket.frames.filter(({ to }) => to), [hide]);
  });

  it('is told of lost messages in the words of the server\'s plain level', () => {
    const replayer = new URL('../../main/java/dev/lifeline/core/delivery/Replayer.java', import.meta.url);
    const [, words] = /String FELL_OUT =\s*"([^"]+)";/.exec(readFileSync(replayer, 'utf8'));
    const page = Page.opened();
    page.comeBack({ recovered: false, reason: 'retention' });
    assert.deepEqual(page.events.map((text) => JSON.parse(text).content), [words]);
  });
});
