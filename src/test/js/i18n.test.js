import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { KEYS, translator } from '../../main/webapp/chat/i18n.js';

const WEBAPP = new URL('../../main/webapp/', import.meta.url);

describe('the dictionary', () => {
  it('has every text in both languages', () => assert.deepEqual(KEYS.zh, KEYS.en));

  it('has every text that the page names', () => {
    const files = readdirSync(new URL('chat/', WEBAPP)).filter((name) => name.endsWith('.js')).map((name) => `chat/${name}`);
    const source = [...files, 'index.html'].map((file) => readFileSync(new URL(file, WEBAPP), 'utf8')).join('\n');
    const named = [...source.matchAll(/(?:\bt\('|data-t(?:-\w+)?=")([a-z]+\.\w+)/g)].map(([, key]) => key);
    assert.ok(named.length > 40);
    assert.deepEqual(named.filter((key) => !KEYS.en.includes(key)), []);
  });

  it('is chosen by the language tag', () => {
    assert.equal(translator('zh-TW').lang, 'zh');
    assert.equal(translator('de-DE').lang, 'en');
    assert.equal(translator('en').t('line.waiting', { n: 3 }), 'Back in 3 s');
  });

  it('lets words that turn the writing around turn nothing but themselves', () => {
    const { t } = translator('en');
    assert.equal(t('talk.typing', { name: 'a\u202eb' }), '\u2068ab\u2069 is writing…');
    assert.equal(t('talk.typing', { name: 'שלום' }), '\u2068שלום\u2069 is writing…');
    assert.equal(t('talk.typing', { name: '林小雨' }), '林小雨 is writing…');
  });

  it('leaves a value with a brace alone', () => {
    assert.equal(translator('en').t('talk.said', { name: '{text}', text: '$&' }), '{text}: $&');
  });
});
