import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { skip } from './tools/installed.js';
import { sizes } from './tools/size.js';

const FIGURE = /\*\*([\d.]+) kB\*\* minified and compressed/;

it('the client is as small as the README says, and under 8 kB', { skip }, async () => {
  const { core } = await sizes();
  const [, said] = FIGURE.exec(await readFile(new URL('../../../README.md', import.meta.url), 'utf8')) ?? [];
  assert.ok(Math.abs(core / 1000 - Number(said)) <= 0.2, `README says ${said} kB, it has ${core} bytes`);
  assert.ok(core < 8000, `${core} bytes`);
});
