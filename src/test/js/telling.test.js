import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { World } from './fakes/world.js';

const U2 = { id: 'u2', type: 'friend' };
const line = (content, cid = content) => ({ to: U2, content, cid });
const cids = (socket, type = 'send') => socket.frames.filter((frame) => frame.type === type).map(({ cid }) => cid);

describe('what gets no answer', () => {
  it('is dropped while the line is not open', () => {
    const world = new World();
    world.connect();
    world.line.typing(U2);
    world.line.tell({ mine: { content: 'hide' }, to: { type: 'onlineStatus' } });
    world.welcome();
    assert.deepEqual(world.socket.frames, []);
    world.line.typing(U2);
    assert.deepEqual(world.socket.frames, [{ type: 'typing', to: U2 }]);
    world.comeBack();
    assert.deepEqual(world.socket.frames.filter(({ type }) => type === 'typing'), []);
  });

  it('goes out later where it says what was read: the newest of each conversation', () => {
    const world = new World();
    world.connect();
    world.line.read('u2', 'a');
    world.line.read('u3', 'x');
    world.line.read('u2', 'b');
    world.welcome();
    assert.deepEqual(world.socket.frames, [
      { type: 'read', to: U2, cid: 'b' },
      { type: 'read', to: { id: 'u3', type: 'friend' }, cid: 'x' },
    ]);
  });

  it('what was read goes out again unless the link has lived since', () => {
    const world = new World();
    world.open();
    world.line.read('u2', 'a');
    world.socket.frame('pong');
    world.line.read('u3', 'b');
    world.comeBack();
    assert.deepEqual(cids(world.socket, 'read'), ['b']);
  });
});

describe('every other frame', () => {
  it('is an event of its type', () => {
    const world = new World();
    const heard = [];
    world.open();
    for (const type of ['delivered', 'read', 'typing', 'delMsg']) {
      world.line.on(type, (message) => heard.push(message.type));
    }
    world.socket.frame([
      { seq: 1, type: 'delivered', id: 'u2', cid: 'a' },
      { seq: 2, type: 'read', id: 'u2', cid: 'a' },
      { type: 'typing', id: 'u2', in: 'friend', fromid: 'u2' },
      { seq: 3, type: 'delMsg', cid: 'a', userId: 'u2', toType: 'friend', toId: 'u1' },
    ]);
    assert.deepEqual(heard, ['delivered', 'read', 'typing', 'delMsg']);
  });
});
