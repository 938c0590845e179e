import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

const ROOT = new URL('../../../', import.meta.url);
const WEBAPP = new URL('src/main/webapp/', ROOT);

const read = (file) => readFileSync(new URL(file, WEBAPP), 'utf8');
const files = (ending) =>
  readdirSync(WEBAPP, { recursive: true }).filter((name) => name.endsWith(ending)).map((name) => name.replaceAll('\\', '/'));

/** The policy that Java sends with pages, put together from the pieces of its source. */
function sentPolicy() {
  const java = readFileSync(new URL('src/main/java/dev/lifeline/http/SecurityHeaders.java', ROOT), 'utf8');
  const [, pieces] = /PAGE_POLICY\s*=([^;]*(?:"[^"]*"[^;]*)*);\n/.exec(java);
  return [...pieces.matchAll(/"([^"]*)"/g)].map(([, piece]) => piece).join('');
}

describe('every page', () => {
  const pages = files('.html');

  it('is looked at', () => assert.ok(pages.length >= 3, String(pages)));

  for (const page of pages) {
    const html = read(page);

    it(`has no code, style or handler of its own: ${page}`, () => {
      for (const [script] of html.matchAll(/<script\b[^>]*>[^<]*/gi)) assert.match(script, /\ssrc="[^"]+"[^>]*>\s*$/);
      assert.doesNotMatch(html, /<style\b|\sstyle\s*=|<[^>]+\son\w+\s*=|javascript:|srcdoc/i);
    });

    it(`takes nothing from elsewhere: ${page}`, () => {
      for (const [, address] of html.matchAll(/\s(?:src|href)="([^"]*)"/g)) assert.doesNotMatch(address, /^(?:\w+:)?\/\//);
    });

    it(`has the policy that the server sends: ${page}`, () => {
      const [, policy] = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html);
      assert.equal(policy.replace(/\s+/g, ' '), sentPolicy());
      assert.doesNotMatch(policy, /unsafe|data:|\*/);
    });
  }
});

describe('no script', () => {
  it('turns text into markup or code', () => {
    const scripts = files('.js').filter((name) => !name.includes('/vendor/'));
    assert.ok(scripts.length > 60);
    const turns = /\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|setHTMLUnsafe)\b|document\.write|\beval\(|\bnew Function\b|set(?:Timeout|Interval)\(\s*['"`]/;
    assert.deepEqual(scripts.filter((name) => turns.test(read(name))), []);
  });
});
