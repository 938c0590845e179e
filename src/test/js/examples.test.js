import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { KEYS } from '../../main/webapp/examples/texts.js';

const folder = new URL('../../main/webapp/examples/', import.meta.url);
const read = (file) => readFileSync(new URL(file, folder), 'utf8');

describe('the texts of the examples', () => {
  it('are the same in both languages', () => {
    assert.deepEqual(KEYS.zh, KEYS.en);
  });

  it('are those that the page uses', () => {
    const inPage = [...read('index.html').matchAll(/data-t(?:-placeholder|-label)?="([^"]+)"/g)].map(([, key]) => key);
    const inCode = readdirSync(folder).filter((file) => file.endsWith('.js')).flatMap((file) => {
      return [...read(file).matchAll(/\bt\((?:copied \? )?'([\w.]+)'(?: : '(\w+)')?/g)].flatMap(([, ...keys]) => keys);
    });
    const used = new Set([...inPage, ...inCode.filter(Boolean)]);
    assert.deepEqual([...used].filter((key) => !KEYS.en.includes(key)), []);
    assert.deepEqual(KEYS.en.filter((key) => !used.has(key) && !key.startsWith('state.')), []);
  });
});
