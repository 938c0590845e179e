import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';

/** Ms that anything may take, on a slow machine too. */
const PATIENCE = 45_000;

/** Waits for something; fails with what there was instead. */
export async function until(expected, look) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    try {
      assert.deepEqual(seen, expected);
      return;
    } catch (difference) {
      if (Date.now() > deadline) throw difference;
    }
    await after(50);
  }
}

/** Somebody in front of the chat page: one tab. */
export class Person {
  #page;

  /**
   * @param {import('puppeteer-core').Page} page
   * @param {string[]} complaints takes script errors, errors on the console and violated content policies
   */
  constructor(page, complaints) {
    this.#page = page;
    page.on('pageerror', (error) => complaints.push(`script: ${error.stack ?? error}`));
    page.on('console', (entry) => {
      if (entry.type() === 'error') complaints.push(`console: ${entry.text()}`);
    });
  }

  /**
   * Opens a tab in a browser of his own, or in that of his other tabs.
   *
   * @param {import('puppeteer-core').BrowserContext} browser
   * @param {string} address of the chat page
   * @param {string[]} complaints
   * @param {{width: number, height: number}} [size] px
   */
  static async open(browser, address, complaints, size = { width: 1280, height: 800 }) {
    const page = await browser.newPage();
    const person = new Person(page, complaints);
    await page.setViewport(size);
    await page.goto(address);
    await person.is('open');
    return person;
  }

  state() {
    return this.#page.evaluate(() => document.getElementById('connection')?.dataset.state ?? 'no page');
  }

  /** Waits until the page shows this state of the line. */
  is(state) {
    return until(state, () => this.state());
  }

  /** Waits until the page shows another state than this. */
  leaves(state) {
    return until(true, async () => (await this.state()) !== state);
  }

  async talkTo(contact) {
    await this.#page.click(`[data-contact='${contact}']`);
    await this.#page.focus('#message');
  }

  /** Types on the keyboard, and sends nothing. */
  type(text) {
    return this.#page.keyboard.type(text);
  }

  async say(text) {
    await this.type(text);
    await this.#page.keyboard.press('Enter');
  }

  /** Px by which the field to write in is too small for what stands in it; then it has a scrollbar. */
  lacksRoom() {
    return this.#page.$eval('#message', (field) => field.scrollHeight - field.clientHeight);
  }

  /** What the open conversation shows, from the first line to the last; own ones begin with a `>`. */
  lines() {
    return this.#page.evaluate(() =>
      [...document.querySelectorAll('.message')].map((row) => {
        const text = row.querySelector('.text').textContent;
        return row.classList.contains('mine') ? `> ${text}` : text;
      }));
  }

  /** Waits until the conversation shows exactly these lines. */
  sees(lines) {
    return until(lines, () => this.lines());
  }

  /** Leaves the chat page by a link to another one. */
  goAway() {
    return this.#page.goto(new URL('/chat/icon.svg', this.#page.url()).href);
  }

  /** Puts the cursor behind what is half written. */
  async continueWriting() {
    await this.#page.focus('#message');
    await this.#page.keyboard.press('End');
  }

  /** The browser's back button. From the back/forward cache no page is loaded, so nothing tells that it is there. */
  goBack() {
    return this.#page.evaluate(() => history.back());
  }

  /** Loads the page anew; gives the status that was answered. */
  async reload() {
    const answer = await this.#page.reload();
    return answer.status();
  }

  close() {
    return this.#page.close();
  }

  bringToFront() {
    return this.#page.bringToFront();
  }

  shoot(path) {
    return this.#page.screenshot({ path });
  }
}
