import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUserId } from '../../main/webapp/chat/user-id.js';

describe('user ids', () => {
  it('of any script are offered', () => {
    for (const name of ['u1', '张三', 'a.b_c@d:e-f', 'é', 'e\u0301'.repeat(64), '𠮷'.repeat(64), '...']) {
      assert.ok(isUserId(name), name);
    }
  });

  it('that the server refuses are not', () => {
    for (const name of ['', '.', '..', 'a b', 'a/b', '😀', '<b>', 'a\n', 'x'.repeat(65), '½', 'a\u200B', 'a\uFE0F', '\u3164']) {
      assert.ok(!isUserId(name), name);
    }
  });
});
