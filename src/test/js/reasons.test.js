import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KEYS } from '../../main/webapp/chat/i18n.js';
import { wordsOf } from '../../main/webapp/chat/reasons.js';
import { WORDS } from '../../main/webapp/lifeline/reasons.js';

describe('why a line is down', () => {
  it('is told in the server\'s words', () => {
    const reason = { title: 'Restarting', detail: 'for an update' };
    assert.deepEqual(wordsOf(reason), reason);
    assert.deepEqual(wordsOf(null), { title: '', detail: '' });
  });

  it('is told in the page\'s language where the page knows the reason', () => {
    assert.equal(wordsOf({ key: 'unreachable', title: 'other words' }).title, 'The server cannot be reached');
    for (const key of Object.keys(WORDS)) assert.ok(KEYS.en.includes(`reason.${key}`), key);
  });

  it('is told in the server\'s words where it does not', () => {
    for (const key of ['unheard-of', '__proto__', 'constructor', '']) {
      assert.equal(wordsOf({ key, title: 'x' }).title, 'x');
    }
  });
});
