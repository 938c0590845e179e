import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { WORDS } from '../../main/webapp/lifeline/reasons.js';
import { MOVES } from '../../main/webapp/lifeline/states.js';

const text = await readFile(new URL('../../../docs/client.md', import.meta.url), 'utf8');

/** The rows of the table under a line that begins so, as cells without their backquotes. */
function table(head) {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith(head)) + 2;
  const rows = lines.slice(first, lines.indexOf('', first));
  return rows.map((row) => row.slice(2, -2).split(' | ').map((cell) => cell.replaceAll('`', '')));
}

describe('the document of the client', () => {
  it('has the table of states', () => {
    const documented = table('| state | meaning | what').map(([state, , next]) => [state, next.split(', ').sort()]);
    assert.deepEqual(documented, Object.entries(MOVES).map(([state, next]) => [state, [...next].sort()]));
  });

  it('has the reasons that the client words itself', () => {
    assert.deepEqual(table('| key | title'), Object.entries(WORDS));
  });
});
