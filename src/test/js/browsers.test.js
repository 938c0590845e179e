import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** The columns of the table in docs/client.md, by the names that esbuild has for them. */
const COLUMNS = [['chrome', 'edge'], ['firefox'], ['safari'], ['ios'], ['chrome'], ['firefox']];

const esbuild = await import('esbuild').catch((error) => {
  if (process.env.CI) throw error;
  return null;
});
const skip = esbuild ? false : 'esbuild is not installed: npm ci in src/test/js, or ./test';

/** The browsers of a row, such as `firefox90`. */
function oldest(row) {
  const lines = readFileSync(join(ROOT, 'docs/client.md'), 'utf8').split('\n');
  const line = lines.find((each) => each.startsWith(`| ${row} |`));
  const versions = line?.match(/(?<=\| )[\d.]+/g) ?? [];
  assert.equal(versions.length, COLUMNS.length, `a row "${row}" with ${COLUMNS.length} versions in docs/client.md`);
  return versions.flatMap((version, i) => COLUMNS[i].map((name) => ({ name, version: Number(version) })));
}

function sources(folder) {
  return readdirSync(join(ROOT, 'src/main/webapp', folder), { recursive: true })
    .filter((name) => ['.js', '.css'].includes(extname(name)))
    .map((name) => ({ name, code: readFileSync(join(ROOT, 'src/main/webapp', folder, name), 'utf8') }));
}

/** Files with syntax that a browser does not know: esbuild would write them in another way for it, or cannot. */
function tooNew(folder, target) {
  return sources(folder)
    .filter(({ name, code }) => {
      const loader = extname(name).slice(1);
      const { code: asItIs } = esbuild.transformSync(code, { loader, target: 'esnext' });
      try {
        // Up to Chrome 90 only spread arguments after `?.` fail. Property escapes it takes for new everywhere, since each
        // browser has its own Unicode; the properties used here are older than all of them.
        const supported = { 'optional-chain': true, 'regexp-unicode-property-escapes': true };
        const options = { loader, target, supported, logLevel: 'silent' };
        return esbuild.transformSync(code, options).code !== asItIs || /\?\.\([^)]*\.\.\./.test(code);
      } catch {
        return true;
      }
    })
    .map(({ name }) => name);
}

describe('the oldest browsers that docs/client.md names', { skip }, () => {
  for (const [row, folder] of [['Library', 'lifeline'], ['Library, shared', 'lifeline'], ['Chat page', 'chat']]) {
    it(`know the syntax of: ${row}`, () => {
      for (const { name, version } of oldest(row)) {
        assert.deepEqual(tooNew(folder, `${name}${version}`), [], `${name} ${version}`);
      }
    });
  }

  it('are the oldest for the library', () => {
    for (const { name, version } of oldest('Library')) {
      assert.notDeepEqual(tooNew('lifeline', `${name}${Math.ceil(version) - 1}`), [], `${name} before ${version}`);
    }
  });
});
