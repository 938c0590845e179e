import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layimLine } from '../../main/webapp/lifeline/layim.js';
import { World, settled } from './fakes/world.js';

/** Stands in for a page's LayIM: has its documented calls, and notes them. */
class FakeLayim {
  #handlers = {};
  calls = [];
  data = {};

  constructor({ isReady = true } = {}) {
    if (isReady) this.init();
    for (const call of ['getMessage', 'setFriendStatus', 'setChatStatus', 'msgbox', 'addList', 'removeList']) {
      this[call] = (...given) => this.calls.push([call, ...given]);
    }
  }

  init() {
    this.data = {
      mine: { id: 1, username: 'me', status: 'online' },
      friend: [{ groupname: 'Friends', id: 1, list: [{ id: 'u2', username: 'Lin & Co' }] }],
      group: [{ id: 'g1', groupname: 'Builds' }],
    };
  }

  on(event, handler) {
    (this.#handlers[event] ??= []).push(handler);
  }

  cache() { return this.data; }

  fire(event, given) {
    (this.#handlers[event] ?? []).forEach((handler) => handler(given));
  }
}

const WORDS = {
  notSent: (reason) => `no: ${reason}`,
  recalled: (name) => `${name} -`,
  recalledMine: () => 'me -',
  typing: () => '…',
};

async function wired({ layim = new FakeLayim(), ...more } = {}) {
  const world = new World();
  world.line = await layimLine(layim, 'web/count/1', { ...world.base, words: WORDS, ...more });
  await settled();
  world.welcome();
  return { world, layim, line: world.line };
}

const SAID = { type: 'friend', id: 'u2', username: 'Lin', content: 'hi', cid: 'c1', fromid: 'u2', timestamp: 1 };
const LIN = { id: 'u2', type: 'friend', username: 'Lin' };

describe('LayIM on a line', () => {
  it('is connected when LayIM is ready', async () => {
    const layim = new FakeLayim({ isReady: false });
    const world = new World();
    const promise = layimLine(layim, 'web/count/1', world.base);
    await settled();
    assert.equal(world.sockets.length, 0);
    layim.init();
    layim.fire('ready', {});
    assert.equal((await promise).state, 'connecting');
    assert.equal(world.sockets.length, 1);
  });

  it('rejects an address that is none', async () => {
    await assert.rejects(layimLine(new FakeLayim(), 'ftp://example.org/', new World().base), TypeError);
  });

  it('draws each message once, those of other devices on the right', async () => {
    const { world, layim } = await wired();
    const other = { ...SAID, cid: 'c2', fromid: '1', mine: true };
    world.socket.frame([{ seq: 1, ...SAID }, { seq: 2, ...other }]);
    world.comeBack();
    world.socket.frame([{ seq: 3, ...SAID }, { seq: 4, ...other }]);
    assert.deepEqual(layim.calls, [['getMessage', { seq: 1, ...SAID }], ['getMessage', { seq: 2, ...other }]]);
  });

  it('sends what is written, and draws no copy of it', async () => {
    const { world, layim } = await wired();
    const mine = { id: 1, username: 'me', content: 'hello', mine: true };
    layim.fire('sendMessage', { mine, to: { id: 2, groupname: 'x', type: 'group' } });
    const [{ cid, ...sent }] = world.socket.frames;
    assert.deepEqual(sent, { type: 'send', to: { id: '2', type: 'group' }, content: 'hello' });
    world.socket.frame({ seq: 1, type: 'group', id: '2', cid, fromid: '1', mine: true, content: 'hello' });
    assert.deepEqual(layim.calls, []);
  });

  it('tells in the conversation what was not sent', async () => {
    const { world, layim } = await wired();
    layim.fire('sendMessage', { mine: { content: 'hello', cid: 'mine1' }, to: { id: 'u2', type: 'friend' } });
    world.socket.frame({ type: 'refused', code: 'not-a-friend', content: '<i>no</i>', cid: 'mine1' });
    await settled();
    const line = { system: true, id: 'u2', type: 'friend', content: 'no: &#60;i&#62;no&#60;/i&#62;' };
    assert.deepEqual(layim.calls, [['getMessage', line]]);
  });

  it('shows system lines, presence, lists and the badge', async () => {
    const { world, layim } = await wired();
    const system = { system: true, id: 'g1', type: 'group', content: 'x' };
    const data = { type: 'friend', id: 'u3' };
    world.socket.frame([
      system,
      { type: 'onlineStatus', id: 'u2', content: 'offline' },
      { type: 'addList', data },
      { type: 'removeList', data },
      { type: 'msgbox', content: 'x' },
      { type: 'msgbox', content: 'y' },
    ]);
    assert.deepEqual(layim.calls, [['getMessage', system], ['setFriendStatus', 'u2', 'offline'], ['addList', data],
      ['removeList', data], ['msgbox', 1], ['msgbox', 2]]);
  });

  it('tells who took a line back, in its conversation', async () => {
    const { world, layim } = await wired();
    const recall = (userId, toType, toId) => world.socket.frame({ type: 'delMsg', cid: 'c1', userId, toType, toId });
    recall('u2', 'friend', '1');
    recall('1', 'friend', 'u2');
    recall('u9', 'group', 'g1');
    assert.deepEqual(layim.calls.map(([, { id, type, content }]) => [id, type, content]),
      [['u2', 'friend', 'Lin &#38; Co -'], ['u2', 'friend', 'me -'], ['g1', 'group', 'u9 -']]);
  });

  it('shows the chosen status at once, and once after each return', async () => {
    const { world, layim } = await wired();
    assert.deepEqual(world.socket.frames, []);
    const hide = { mine: { content: 'hide' }, to: { type: 'onlineStatus' } };
    layim.fire('online', 'hide');
    assert.deepEqual(world.socket.frames, [hide]);
    world.socket.end();
    layim.fire('online', 'hide');
    world.advance(world.wait);
    world.welcome({ from: { seq: 0, all: 0 }, position: { seq: 1, all: 0 } });
    world.socket.frame({ type: 'live' });
    assert.deepEqual(world.socket.frames.filter(({ to }) => to), [hide]);
  });

  it('asks at each connection who is online, with the token', async () => {
    const data = { friend: [{ list: [{ id: 'u2', status: 'online' }] }, { list: [{ id: 'u3', status: 'offline' }] }] };
    const asked = [];
    const fetch = async (url, { headers }) => {
      asked.push([url, headers.Authorization]);
      return Response.json({ code: 0, data });
    };
    const { world, layim } = await wired({ init: '/init?user=1', fetch, token: () => 'secret' });
    await settled();
    world.socket.end();
    world.advance(world.wait);
    await settled();
    layim.calls = [];
    world.welcome();
    await settled();
    assert.deepEqual(asked, [['/init?user=1', 'Bearer secret'], ['/init?user=1', 'Bearer secret']]);
    assert.deepEqual(layim.calls, [['setFriendStatus', 'u2', 'online'], ['setFriendStatus', 'u3', 'offline']]);
  });

  it('shows who is writing in the window that is shown, until the line comes', async () => {
    const { world, layim } = await wired();
    const typing = { type: 'typing', id: 'u2', in: 'friend', fromid: 'u2' };
    world.socket.frame(typing);
    layim.fire('chatChange', { data: LIN });
    world.socket.frame(typing);
    world.socket.frame(SAID);
    assert.deepEqual(layim.calls, [['setChatStatus', '…'], ['setChatStatus', ''], ['getMessage', SAID]]);
  });
});
