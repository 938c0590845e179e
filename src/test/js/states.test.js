import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { policyOf } from '../../main/webapp/lifeline/codes.js';
import { MOVES, move } from '../../main/webapp/lifeline/states.js';

const STATES = ['connecting', 'recovering', 'open', 'waiting', 'offline', 'stopped'];
const LEGAL = new Set([
  'connecting recovering', 'connecting open', 'connecting waiting', 'connecting offline', 'connecting stopped',
  'recovering open', 'recovering waiting', 'recovering offline', 'recovering stopped',
  'open waiting', 'open offline', 'open stopped',
  'waiting connecting', 'waiting offline', 'waiting stopped',
  'offline connecting', 'offline stopped',
  'stopped connecting',
]);

describe('the table of states', () => {
  it('knows these states and no others', () => assert.deepEqual(Object.keys(MOVES), STATES));

  for (const from of STATES) {
    for (const to of STATES) {
      const legal = LEGAL.has(`${from} ${to}`);
      it(`${legal ? 'allows' : 'refuses'} ${from} to ${to}`, () => {
        if (legal) assert.equal(move(from, to), to);
        else assert.throws(() => move(from, to), { message: `illegal move of a line: ${from} to ${to}` });
      });
    }
  }

  it('refuses a state that it does not know', () => {
    assert.throws(() => move('open', 'asleep'));
    assert.throws(() => move('asleep', 'open'));
  });
});

describe('close codes', () => {
  it('stay away from 4500 to 4999 only', () => {
    const final = [4500, 4501, 4502, 4503, 4999];
    const passing = [1000, 1001, 1005, 1006, 1008, 1009, 1011, 1012, 1013, 4000, 4001, 4002, 4499];
    final.forEach((code) => assert.equal(policyOf(code).final, true, code));
    passing.forEach((code) => assert.equal(policyOf(code).final, false, code));
  });

  it('report 1008 and 1009 as refused', () => {
    [1008, 1009].forEach((code) => assert.equal(policyOf(code).refused, true, code));
    [1006, 1012, 4503].forEach((code) => assert.equal(policyOf(code).refused, false, code));
  });
});
