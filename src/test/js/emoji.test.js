import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GROUPS, findEmoji, nameOf } from '../../main/webapp/chat/emoji.js';
import { KEYS } from '../../main/webapp/chat/i18n.js';
import { isEmojiOnly } from '../../main/webapp/chat/rich-text.js';

const ALL = GROUPS.flatMap(({ emoji }) => emoji);

describe('the table of emoji', () => {
  it('has each once, with a name in both languages', () => {
    assert.ok(ALL.length > 200);
    assert.equal(new Set(ALL.map(({ sign }) => sign)).size, ALL.length);
    assert.deepEqual(ALL.filter((emoji) => !nameOf(emoji, 'en') || !nameOf(emoji, 'zh')), []);
    assert.deepEqual(ALL.filter(({ sign }) => !isEmojiOnly(sign)), []);
  });

  it('has a title for every group', () => {
    assert.deepEqual(GROUPS.filter(({ name }) => !KEYS.en.includes(`emoji.${name}`)), []);
  });

  it('is searched in both languages, by all words that are given', () => {
    const signs = (wanted) => findEmoji(wanted).map(({ sign }) => sign);
    assert.deepEqual(signs('火'), ['🔥', '🍲', '🚀', '🚆']);
    assert.deepEqual(signs('HEART red'), ['❤️']);
    assert.deepEqual(signs('nothing like it'), []);
  });

  it('names an emoji by its words of one language', () => {
    const fire = ALL.find(({ sign }) => sign === '🔥');
    assert.deepEqual([nameOf(fire, 'en'), nameOf(fire, 'zh')], ['fire hot', '火']);
  });
});
