import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { t } from '../../main/webapp/chat/i18n.js';
import { createSession } from '../../main/webapp/chat/session.js';
import { EMPTY, reduce } from '../../main/webapp/chat/store.js';
import { Refused } from '../../main/webapp/lifeline/refused.js';
import { World, settled } from './fakes/world.js';

const NOW = 1_700_000_000_000;
const INIT = {
  mine: { id: 'u1', username: 'Lin', status: 'online' },
  friend: [{ groupname: 'Friends', id: 1, list: [{ id: 'u2', username: 'Anna', status: 'online' }] }],
  group: [{ groupname: 'Lighthouse', id: 'g1' }],
};
const ANNA = 'friend:u2';
const GROUP = 'group:g1';

let world;
let state;
let session;
let asked;
let shown;
let diagnoses;
const { fetch, setTimeout } = globalThis;
const dispatch = (action) => (state = reduce(state, action));
const rows = (key = ANNA) => state.talks[key].messages;
const frames = (type) => world.socket.frames.filter((frame) => frame.type === type);
const fromAnna = (cid, more) => ({
  type: 'friend', id: 'u2', fromid: 'u2', username: 'Anna', content: cid, cid, timestamp: NOW, ...more,
});

beforeEach(async () => {
  asked = [];
  shown = [];
  diagnoses = [];
  globalThis.fetch = async (address) => {
    asked.push(address.split('?')[0].split('/').at(-1));
    return new Response(JSON.stringify({ code: 0, msg: '', data: asked.at(-1) === 'init' ? INIT : [] }));
  };
  globalThis.setTimeout = () => 0;
  world = new World();
  state = { ...EMPTY, me: { id: 'u1', username: 'u1', status: 'online' } };
  session = createSession({
    user: 'u1', state: () => state, dispatch, looking: () => true, onLine() {}, onMessage() {},
    onDiagnosis: (diagnosis) => diagnoses.push(diagnosis.en),
    onShown: (key, cid) => shown.push([key, cid]),
    openLine: (address) => world.connectTo(address),
  });
  await session.refresh();
  session.start();
  world.welcome();
  dispatch({ act: 'open', key: ANNA });
  await settled();
});

afterEach(() => Object.assign(globalThis, { fetch, setTimeout }));

describe('what I write', () => {
  it('is sent when the server says so, at its time', async () => {
    session.write(ANNA, 'Hello');
    const [{ cid, to, content }] = frames('send');
    assert.deepEqual([to, content], [{ id: 'u2', type: 'friend' }, 'Hello']);
    assert.equal(rows()[0].status, 'waiting');
    world.socket.frame({ seq: 1, type: 'sent', cid, timestamp: NOW + 5 });
    await settled();
    assert.deepEqual([rows()[0].status, rows()[0].at], ['sent', NOW + 5]);
  });

  it('while I am away goes out on return', async () => {
    world.socket.end(1012);
    session.write(ANNA, 'one');
    session.write(GROUP, 'two');
    assert.deepEqual([rows()[0].status, rows(GROUP)[0].status], ['waiting', 'waiting']);
    world.advance(250);
    world.welcome();
    assert.deepEqual(frames('send').map(({ content }) => content), ['one', 'two']);
  });

  it('and is refused says why, and goes again under its name', async () => {
    session.write(ANNA, 'Hello');
    const [{ cid }] = frames('send');
    world.socket.frame({ type: 'refused', code: 'bad-content', content: 'too rude', cid });
    await settled();
    assert.deepEqual([rows().length, rows()[0].status, rows()[0].reason], [1, 'refused', 'too rude']);
    session.retry(ANNA, rows()[0]);
    assert.deepEqual(frames('send').map((frame) => frame.cid), [cid, cid]);
    assert.equal(rows()[0].status, 'waiting');
  });

  it('and closes the line is refused, in words', async () => {
    session.write(ANNA, 'Hello');
    world.socket.end(1008);
    await settled();
    assert.deepEqual([rows().length, rows()[0].status, rows()[0].reason], [1, 'refused', t('message.tooMuch')]);
  });

  it('can be taken back, and where it cannot I am told', async () => {
    session.write(ANNA, 'Hello');
    const [{ cid }] = frames('send');
    world.socket.frame({ type: 'sent', cid, timestamp: NOW });
    await settled();
    session.recall(ANNA, rows()[0]);
    assert.deepEqual(frames('recall'), [{ type: 'recall', cid, to: { id: 'u2', type: 'friend' } }]);
    world.socket.frame({ type: 'refused', code: 'not-recallable', content: 'too late', cid });
    await settled();
    assert.equal(rows()[0].recalled, undefined);
    assert.match(rows()[1].text, /too late/);
    session.recall(ANNA, rows()[0]);
    world.socket.frame({ type: 'sent', cid, timestamp: NOW });
    await settled();
    assert.equal(rows()[0].recalled, true);
  });
});

describe('what an earlier page of mine wrote', () => {
  const message = { to: { id: 'u2', type: 'friend' }, content: 'half way' };
  const left = (step, more) => leftBehind({ cid: 'old', message, state: step, restored: true, ...more });
  let leftBehind;

  beforeEach(() => {
    const page = {
      user: 'u1', state: () => state, dispatch, looking: () => true, onLine() {}, onMessage() {}, onShown() {},
      openLine: (address) => {
        const line = world.connectTo(address);
        line.onSend = (handler) => (leftBehind = handler);
        return line;
      },
    };
    createSession(page).start();
  });

  it('waits here until the server has it', () => {
    left('queued');
    left('queued');
    assert.deepEqual(rows().map(({ text, status, mine }) => [text, status, mine]), [['half way', 'waiting', true]]);
    left('sent', { timestamp: NOW + 7 });
    assert.deepEqual([rows().length, rows()[0].status, rows()[0].at], [1, 'sent', NOW + 7]);
  });

  it('to somebody who is in no list opens a conversation', () => {
    left('queued', { message: { to: { id: 'bob', type: 'friend' }, content: 'Hi' } });
    assert.equal(state.contacts['friend:bob'].name, 'bob');
    assert.equal(rows('friend:bob')[0].text, 'Hi');
  });

  it('may be refused', () => {
    left('refused', { error: new Refused('not-a-friend', 'no friend', 'old') });
    assert.deepEqual([rows()[0].status, rows()[0].reason], ['refused', 'no friend']);
  });

  it('is not shown twice where this page wrote it, and what is no line is not shown', () => {
    left('queued', { restored: false });
    left('queued', { message: { type: 'order', cid: 'old' } });
    left('queued', { message: { type: 'recall', cid: 'old', to: { id: 'u2', type: 'friend' } } });
    assert.equal(state.talks[ANNA]?.messages.length ?? 0, 0);
  });
});

describe('what others are told of me', () => {
  it('is what I read, once, friends only', () => {
    session.shown(ANNA);
    world.socket.frame([fromAnna('a'), fromAnna('b')]);
    session.shown(ANNA);
    session.shown(ANNA);
    assert.deepEqual(frames('read'), [{ type: 'read', to: { id: 'u2', type: 'friend' }, cid: 'b' }]);
    world.socket.frame({ ...fromAnna('c'), type: 'group', id: 'g1' });
    session.shown(GROUP);
    session.shown(null);
    assert.equal(frames('read').length, 1);
    assert.deepEqual(shown, [[ANNA, 'b'], [GROUP, 'c']], 'other tabs hear of groups too');
  });

  it('is that I write, now and then', () => {
    session.typing(ANNA);
    session.typing(ANNA);
    session.typing(GROUP);
    assert.deepEqual(frames('typing').map(({ to }) => to.id), ['u2', 'g1']);
  });

  it('is whether I want to be seen', () => {
    session.show('hide');
    assert.deepEqual(world.socket.frames, [{ mine: { id: 'u1', content: 'hide' }, to: { type: 'onlineStatus' } }]);
    assert.equal(state.me.status, 'hide');
  });
});

describe('what I am told', () => {
  it('of words taken back, in every kind of conversation', () => {
    world.socket.frame([
      fromAnna('a'), fromAnna('b', { type: 'group', id: 'g1' }), fromAnna('c', { mine: true, fromid: 'u1' }),
      { type: 'delMsg', cid: 'a', userId: 'u2', toType: 'friend', toId: 'u1' },
      { type: 'delMsg', cid: 'b', userId: 'u2', toType: 'group', toId: 'g1' },
      { type: 'delMsg', cid: 'c', userId: 'u1', toType: 'friend', toId: 'u2' },
    ]);
    assert.deepEqual([...rows(), ...rows(GROUP)].map(({ recalled }) => recalled), [true, true, true]);
  });

  it('of a message that is not named stands where I write', () => {
    world.socket.frame({ type: 'refused', code: 'bad-json', content: 'no JSON' });
    assert.deepEqual([rows()[0].system, rows()[0].text], [true, 'no JSON']);
    world.socket.frame({ type: 'refused', code: 'not-a-friend', content: 'a receipt', cid: 'x' });
    assert.equal(rows().length, 1);
  });

  it('of messages that are missing loads people and history anew', async () => {
    await session.history.begin(ANNA);
    asked.length = 0;
    world.comeBack({ recovered: false, reason: 'retention' });
    await settled();
    assert.deepEqual(asked.sort(), ['history', 'init']);
    assert.equal(state.talks[ANNA].history, 'all');
  });

  it('of receipts and of who is writing', () => {
    world.socket.frame({ type: 'typing', id: 'u2', in: 'friend', fromid: 'u2' });
    assert.equal(state.typing[ANNA], 'Anna');
    const receipt = { id: 'u2', cid: 'x' };
    world.socket.frame([{ seq: 1, type: 'delivered', ...receipt }, { seq: 2, type: 'read', ...receipt }]);
    assert.deepEqual([state.talks[ANNA].delivered, state.talks[ANNA].read], ['x', 'x']);
  });
});

describe('a diagnosis of the last loss', () => {
  it('is told to the page', () => {
    world.comeBack();
    world.socket.frame({ type: 'diagnosis', cause: 'idle-limit', en: 'cut', zh: '断开' });
    assert.deepEqual(diagnoses, ['cut']);
  });
});
