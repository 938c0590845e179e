import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messagesOf, withinLimit } from '../../main/webapp/lifeline/frames.js';

describe('the size of a frame', () => {
  for (const text of ['plain', 'é', 'ß߿', '灯塔', '😀', 'a\ud800b', '']) {
    it(`is that of its UTF-8: ${JSON.stringify(text)}`, () => {
      const { length } = new TextEncoder().encode(text);
      assert.equal(withinLimit(text, length), text);
      assert.throws(() => withinLimit(text, length - 1), { code: 'too-large', message: `a message of ${length} bytes, at most ${length - 1} are taken` });
    });
  }
});

describe('the messages of a frame', () => {
  it('are one, or several in their order', () => {
    assert.deepEqual(messagesOf('{"a":1}'), [{ a: 1 }]);
    assert.deepEqual(messagesOf('[{"a":1},{"a":2}]'), [{ a: 1 }, { a: 2 }]);
  });

  it('are none where there is no JSON object', () => {
    for (const data of ['pong', '', '1', 'null', '"x"', '[null,1]', '{', undefined]) assert.deepEqual(messagesOf(data), [], data);
  });
});
