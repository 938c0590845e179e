import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';
import { until } from './person.js';

/**
 * @typedef {object} World
 * @property {(user: string, of?: import('./person.js').Person) => Promise<import('./person.js').Person>} open opens
 *     the chat page as this user, in a browser of his own, or in another tab of the one that `of` uses
 * @property {() => Promise<import('puppeteer-core').Page>} bare opens a page of the server's that has no line
 * @property {() => Promise<number>} connections how many the server has
 * @property {(what: 'kill' | 'start') => void} server asks for it, and waits for nothing
 * @property {number} idleLimit ms of silence after which nginx cuts a connection
 * @property {(person: import('./person.js').Person, name: string) => Promise<void>} shoot takes a screenshot
 */

/** Two people chat both ways, and again after a long silence. */
export async function chat({ open, idleLimit, shoot }) {
  const anna = await open('u1');
  const ben = await open('u2');
  await anna.talkTo('friend:u2');
  await ben.talkTo('friend:u1');
  assert.equal(await anna.lacksRoom(), 0);
  await anna.say('The lighthouse shines again.');
  await ben.sees(['The lighthouse shines again.']);
  await ben.say('<b>Good</b> & well');
  await anna.sees(['> The lighthouse shines again.', '<b>Good</b> & well']);

  await after(3 * idleLimit);
  assert.deepEqual([await anna.state(), await ben.state()], ['open', 'open']);
  await anna.say('Still there?');
  await ben.sees(['The lighthouse shines again.', '> <b>Good</b> & well', 'Still there?']);
  await ben.say('Yes.');
  await anna.sees(['> The lighthouse shines again.', '<b>Good</b> & well', '> Still there?', 'Yes.']);
  await shoot(anna, 'firefox-chat');
}

/** Two tabs of one user share his connection; each shows everything, the hidden one too. */
export async function tabs({ open, connections, shoot }) {
  const ben = await open('u2');
  const one = await open('u1');
  const other = await open('u1', one);
  await until(2, connections);
  await ben.talkTo('friend:u1');
  await other.talkTo('friend:u2');
  await one.bringToFront();
  await one.talkTo('friend:u2');
  await ben.say('To all your tabs');
  await one.say('From one of them');
  await ben.sees(['> To all your tabs', 'From one of them']);
  for (const tab of [one, other]) await tab.sees(['To all your tabs', '> From one of them']);

  // The one that opened the connection goes; the other one keeps it.
  await one.close();
  await ben.say('And to the last one');
  await other.sees(['To all your tabs', '> From one of them', 'And to the last one']);
  assert.equal(await connections(), 2);
  await shoot(other, 'firefox-last-tab');
}

/** The page is left, and the user with it; the back button brings back what was half written, and what came. */
export async function away({ open, connections }) {
  const ben = await open('u2');
  const anna = await open('u1');
  await until(2, connections);
  await ben.talkTo('friend:u1');
  await anna.talkTo('friend:u2');
  await anna.type('half a ');
  await anna.goAway();
  await until(1, connections);
  await ben.say('While you are away');
  await anna.goBack();
  await anna.is('open');
  await anna.sees(['While you are away']);
  await anna.continueWriting();
  await anna.say('sentence');
  await ben.sees(['> While you are away', 'half a sentence']);
}

/** A page with nothing but a line enters the back/forward cache, where it holds no connection, and comes back alive. */
export async function cached({ bare, connections }) {
  const page = await bare();
  const state = () => page.evaluate(() => globalThis.line?.state);
  await page.evaluate(async () => {
    const { connect } = await import('/lifeline/lifeline.js');
    globalThis.line = connect('/web/count/u1');
  });
  await until('open', state);
  await until(1, connections);
  await page.goto(new URL('/chat/icon.svg?other', page.url()).href);
  await until(0, connections);
  await page.evaluate(() => history.back());
  await until('open', state);
}

/** The server is killed while a message is on its way and another one half written, and comes back. */
export async function restart({ open, server, shoot }) {
  const anna = await open('u1');
  const ben = await open('u2');
  await anna.talkTo('friend:u2');
  await ben.talkTo('friend:u1');
  const said = [];
  const say = async (text) => {
    said.push(text);
    await anna.say(text);
  };
  await say('before');
  await ben.sees(['before']);
  server('kill');
  // Some of these still reach the server, some do not, and of one or the other the answer is lost.
  for (let i = 1; (await anna.state()) === 'open'; i++) await say(`on the way ${i}`);
  await say('while it is away');
  await anna.type('half a ');
  await shoot(anna, 'firefox-server-away');
  server('start');
  await anna.is('open');
  await ben.is('open');
  await say('sentence');
  said.splice(-1, 1, 'half a sentence');
  await ben.say('All there');
  await ben.sees([...said, '> All there']);
  await anna.sees([...said.map((text) => `> ${text}`), 'All there']);
}

/** The page is loaded anew while its messages wait for a server that is away. */
export async function reload({ open, server, shoot }) {
  const anna = await open('u1');
  const ben = await open('u2');
  await anna.talkTo('friend:u2');
  await ben.talkTo('friend:u1');
  server('kill');
  await anna.leaves('open');
  await anna.say('unsent one');
  await anna.say('unsent two');
  assert.equal(await anna.reload(), 502);
  server('start');
  await until(200, () => anna.reload());
  await anna.is('open');
  await ben.is('open');
  await ben.say('Got them');
  await ben.sees(['unsent one', 'unsent two', '> Got them']);
  await anna.sees(['> unsent one', '> unsent two', 'Got them']);
  await shoot(anna, 'firefox-reloaded');
}
