// One scenario in Firefox: node smoke.js FIREFOX ADDRESS SCENARIO SCREENSHOTS IDLE_LIMIT_MS
// with the push key in LIFELINE_PUSH_KEY. Ends with 1 when it fails. The lines `server: kill` and `server: start` ask
// who runs this for just that.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { Person } from './person.js';
import * as scenarios from './scenarios.js';

const [executablePath, address, scenario, screenshots, idleLimit] = process.argv.slice(2);
const complaints = [];
const browsers = new Map();
const firefox = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });

try {
  await scenarios[scenario]({
    async open(user, of) {
      const browser = browsers.get(of) ?? (await firefox.createBrowserContext());
      const person = await Person.open(browser, `${address}/?user=${user}`, complaints);
      browsers.set(person, browser);
      return person;
    },
    async bare() {
      const page = await (await firefox.createBrowserContext()).newPage();
      await page.goto(`${address}/doctor.html`);
      return page;
    },
    async connections() {
      const headers = { Authorization: `Bearer ${process.env.LIFELINE_PUSH_KEY}` };
      return (await (await fetch(`${address}/health`, { headers })).json()).connections;
    },
    server: (what) => console.log(`server: ${what}`),
    shoot: (person, name) => person.shoot(join(screenshots, `${name}.png`)),
    idleLimit: Number(idleLimit),
  });
  assert.deepEqual(complaints, []);
} finally {
  await firefox.close();
}
