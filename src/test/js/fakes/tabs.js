import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { SharedBrowser } from './shared.js';

const browsers = [];

/** A browser in which nothing may have failed when the test ends. */
export function newBrowser() {
  browsers.push(new SharedBrowser());
  return browsers.at(-1);
}

afterEach(() => browsers.splice(0).forEach(({ failures }) => assert.deepEqual(failures, [])));

/** Two tabs on an open connection. */
export async function two() {
  const browser = newBrowser();
  const one = await browser.tab();
  browser.welcome();
  return { browser, one, other: await browser.tab() };
}

/** A line of the friend u2. */
export const line = (seq, more = {}) => ({
  seq, type: 'friend', id: 'u2', fromid: 'u2', cid: `c${seq}`, content: `${seq}`, ...more,
});

/** What a tab was told by friends. */
export const heard = (world) => world.heard.filter(({ type }) => type === 'friend').map(({ content }) => content);

export const acks = (socket) => socket.frames.filter(({ type }) => type === 'ack');

export const TO = { id: 'u2', type: 'friend' };
