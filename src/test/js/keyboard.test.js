import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shortcutOf, stepTo } from '../../main/webapp/chat/shortcuts.js';

describe('a shortcut', () => {
  const press = (key, more) => ({ key, altKey: false, ctrlKey: false, metaKey: false, isComposing: false, ...more });

  it('works while writing only where it is no letter', () => {
    const all = (writing) => ['/', '?', 'Escape', 'a'].map((key) => shortcutOf(press(key), writing));
    assert.deepEqual(all(false), ['search', 'help', 'close', null]);
    assert.deepEqual(all(true), [null, null, 'close', null]);
  });

  it('with Alt moves between conversations', () => {
    const alt = { altKey: true };
    const pressed = ['ArrowUp', 'ArrowDown', '?'].map((key) => shortcutOf(press(key, alt), true));
    assert.deepEqual(pressed, ['previous', 'next', null]);
    assert.equal(shortcutOf(press('ArrowUp'), false), null);
    assert.equal(shortcutOf(press('ArrowUp', { altKey: true, ctrlKey: true }), false), null);
  });

  it('with Ctrl or Cmd is search, and nothing of the browser\'s', () => {
    for (const more of [{ ctrlKey: true }, { metaKey: true }]) {
      assert.equal(shortcutOf(press('K', more), true), 'search');
      assert.equal(shortcutOf(press('/', more), false), null);
    }
  });

  it('is none while an input method is open', () => {
    assert.equal(shortcutOf(press('Escape', { isComposing: true }), true), null);
  });
});

describe('an arrow', () => {
  it('moves in a list and stops at its ends', () => {
    assert.deepEqual(['ArrowDown', 'ArrowUp', 'Home', 'End'].map((key) => stepTo(key, 1, 4)), [2, 0, 0, 3]);
    assert.deepEqual([stepTo('ArrowUp', 0, 4), stepTo('ArrowDown', 3, 4), stepTo('ArrowLeft', 1, 4), stepTo('x', 1, 4)],
      [null, null, null, null]);
  });

  it('moves in rows', () => {
    const steps = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'].map((key) => stepTo(key, 4, 9, 3));
    assert.deepEqual(steps, [7, 1, 3, 5]);
    assert.equal(stepTo('ArrowDown', 7, 9, 3), null);
  });

  it('begins at the first, if there is one', () => {
    assert.equal(stepTo('ArrowDown', -1, 4), 0);
    assert.equal(stepTo('ArrowDown', -1, 0), null);
  });
});
