import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backoffDelay } from '../../main/webapp/lifeline/backoff.js';
import { Comeback } from '../../main/webapp/lifeline/comeback.js';

const LARGEST = 1 - Number.EPSILON;

describe('back-off', () => {
  it('reaches from nothing to a bound that doubles up to the cap', () => {
    const bounds = [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000];
    bounds.forEach((bound, attempt) => {
      assert.equal(backoffDelay(attempt, { random: () => 0 }), 0);
      assert.equal(backoffDelay(attempt, { random: () => LARGEST }), bound);
      assert.equal(backoffDelay(attempt, { random: () => 0.5 }), bound / 2);
    });
  });

  it('stays at the cap however often it was tried', () => {
    assert.equal(backoffDelay(5000, { random: () => LARGEST }), 20_000);
  });

  it('takes its bounds from the options', () => {
    assert.equal(backoffDelay(1, { backoff: { base: 10, cap: 15 }, random: () => LARGEST }), 15);
  });
});

describe('coming back', () => {
  const options = { backoff: { base: 500, cap: 20_000 }, stableAfter: 10_000, random: () => LARGEST };
  const delays = (comeback, count) => Array.from({ length: count }, () => comeback.lost(0, 0).delay);

  it('starts small again only after a stable time', () => {
    const comeback = new Comeback(options);
    assert.deepEqual(delays(comeback, 3), [500, 1000, 2000]);
    comeback.opened(0);
    assert.equal(comeback.lost(9_999, 0).delay, 4000);
    comeback.opened(20_000);
    assert.equal(comeback.lost(30_000, 0).delay, 500);
  });

  it('never comes before the time that the server asked for', () => {
    const early = new Comeback({ ...options, random: () => 0 });
    assert.deepEqual(early.lost(0, 7000), { delay: 7000, ordered: true });
    assert.deepEqual(new Comeback(options).lost(0, 7000), { delay: 7500, ordered: true });
  });

  it('keeps the slot of a bye, once', () => {
    const comeback = new Comeback(options);
    comeback.bye(1000, 3000);
    assert.deepEqual(comeback.lost(1500, 0), { delay: 2500, ordered: true });
    assert.equal(comeback.lost(1500, 0).ordered, false);
  });

  it('falls back to jitter for a slot that has passed or was not given', () => {
    const comeback = new Comeback(options);
    comeback.bye(0, 1000);
    assert.deepEqual(comeback.lost(5000, 0), { delay: 500, ordered: false });
    comeback.bye(5000, undefined);
    assert.deepEqual(comeback.lost(5000, 0), { delay: 1000, ordered: false });
  });
});
