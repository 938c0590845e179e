import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FACES } from '../../main/webapp/chat/faces.js';
import { beginningOf, isEmojiOnly, partsOf, summaryOf } from '../../main/webapp/chat/rich-text.js';

const PAGE = 'https://chat.example.org/push/';
const parts = (text) => partsOf(text, PAGE);
const short = (text) =>
  parts(text).map(({ kind, text: words, href }) => (kind === 'text' ? words : [kind, words, href]));
const addresses = (text) => parts(text).filter(({ kind }) => kind === 'link').map(({ text: words }) => words);

describe('an address in a text', () => {
  it('is a link, and the words around it stay', () => {
    assert.deepEqual(short('see https://a.org/x?y=1&z=%20#top now'),
      ['see ', ['link', 'https://a.org/x?y=1&z=%20#top', 'https://a.org/x?y=1&z=%20#top'], ' now']);
    assert.deepEqual(addresses('HTTP://A.org and (http://b.org:8080/)'), ['HTTP://A.org', 'http://b.org:8080/']);
  });

  for (const [text, address] of [
    ['https://a.org.', 'https://a.org'],
    ['https://a.org/x), then', 'https://a.org/x'],
    ['(https://a.org/wiki/A_(b))', 'https://a.org/wiki/A_(b)'],
    ['"https://a.org/x"', 'https://a.org/x'],
    ['<https://a.org/x>', 'https://a.org/x'],
    ['[https://a.org/x]!?', 'https://a.org/x'],
    ['https://a.org/x…', 'https://a.org/x'],
    ['“https://a.org/x”', 'https://a.org/x'],
    ['看https://a.org/x。', 'https://a.org/x'],
    ['https://a.org/x，很好', 'https://a.org/x'],
    ['（https://a.org/x）', 'https://a.org/x'],
    ['《https://a.org/x》', 'https://a.org/x'],
    ['https://a.org/x这个', 'https://a.org/x'],
    ['https://a.org/xこれ', 'https://a.org/x'],
    ['https://a.org/\u202etxt', 'https://a.org/'],
    ['https://a.org/\u200bx', 'https://a.org/'],
  ]) it(`ends where the sentence goes on: ${JSON.stringify(text)}`, () => assert.deepEqual(addresses(text), [address]));

  it('of another script leads where it says', () => {
    assert.equal(parts('https://münchen.de/')[0].href, 'https://xn--mnchen-3ya.de/');
  });

  for (const text of [
    'javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'ftp://a.org', 'www.a.org', 'xhttps://a.org',
    'https://', 'https://。', 'https://bank.org@evil.org/', 'https://u:p@evil.org/', 'https://[', 'http\u017f://a.org',
    'httpſ://a.org',
  ]) it(`is none in ${JSON.stringify(text)}`, () => assert.deepEqual(short(text), [text]));
});

describe('a notation of LayIM', () => {
  it('of a face is its emoji, where there is one', () => {
    assert.deepEqual(short('face[微笑] 好face[ok]'), [['emoji', '🙂', undefined], ' 好', ['emoji', '👌', undefined]]);
    for (const text of ['face[constructor]', 'face[]', 'face[没有]', 'surface[微笑]']) {
      assert.deepEqual(short(text), [text]);
    }
    assert.equal(FACES.size, 72);
  });

  it('of a link is its label, and says where else it leads', () => {
    assert.deepEqual(parts('a(https://evil.org/x)[bank.org]'),
      [{ kind: 'link', text: 'bank.org', href: 'https://evil.org/x', host: 'evil.org' }]);
    assert.deepEqual(parts('a(/doctor.html)[Doctor]'),
      [{ kind: 'link', text: 'Doctor', href: 'https://chat.example.org/doctor.html' }]);
    assert.equal(parts('a(//evil.org/)[x]')[0].host, 'evil.org');
    assert.equal(parts('a(http://chat.example.org/)[x]')[0].host, 'chat.example.org', 'another scheme is elsewhere');
  });

  it('of a file, a sound or a film is a link with a name', () => {
    assert.deepEqual(short('file(/f/a%20b.pdf)[]'), [['file', 'a b.pdf', 'https://chat.example.org/f/a%20b.pdf']]);
    const names = short('audio[/s.mp3]video[/v.mp4]').map(([kind, name]) => `${kind} ${name}`);
    assert.deepEqual(names, ['file s.mp3', 'file v.mp4']);
    assert.equal(parts('file(https://a.org/%zz)[]')[0].text, '%zz');
    assert.equal(parts('file(https://a.org/)[ ]')[0].text, 'a.org');
  });

  it('of a picture is shown only if it is a file of this server', () => {
    const own = (address) => parts(`img[${address}]`)[0].own;
    for (const address of ['/p/a.png', 'a.JPG', 'https://chat.example.org/a.webp', '/a.svg#x']) {
      assert.equal(own(address), true, address);
    }
    const others = ['https://b.org/a.png', '//b.org/a.png', 'http://chat.example.org/a.png'];
    for (const address of ['/logout', '/a.png?delete=1', '/a.png/', ...others]) {
      assert.equal(own(address), false, address);
    }
  });

  for (const text of [
    'img[javascript:alert(1)]', 'img[data:image/svg+xml,<svg/onload=alert(1)>]', 'a(javascript:alert)[x]',
    'file(data:text/html,x)[y]', 'a(https://u:p@evil.org)[bank]', 'img[x" onerror="alert(1)]', 'img[x"onerror="y]', 'img[]',
    'a(vbscript:x)[y]', 'a()[x]', 'video[file:///etc/passwd]', 'a(blob:https://chat.example.org/1)[x]', 'a(https://)[x]',
  ]) it(`stays text where it leads nowhere safe: ${text}`, () => assert.deepEqual(short(text), [text]));
});

describe('code', () => {
  it('stands as it was written, and leads nowhere', () => {
    const code = 'a\n  face[微笑] https://a.org\n';
    assert.deepEqual(short(`x\n\`\`\`\n${code}\`\`\`y`), ['x\n', ['code', code.slice(0, -1), undefined], 'y']);
    assert.deepEqual(short('``` open'), ['``` open']);
  });
});

describe('every text', () => {
  it('comes out whole, whatever is in it', () => {
    const signs = [' ', '[', '(', ')', '微', '\u202e', '😀'];
    const alphabet = ['face[', 'img[', 'a(', ')[', ']', 'https://', 'a.b', '```', '\n', ...signs];
    let seed = 7;
    const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: 1 + random(12) }, () => alphabet[random(alphabet.length)]).join('');
      const found = parts(text);
      const isBare = !text.includes(')[') && found.every(({ kind }) => kind === 'text' || kind === 'link');
      if (isBare) assert.equal(found.map((p) => p.text).join(''), text);
      for (const { href } of found) if (href !== undefined) assert.match(href, /^https?:\/\//);
    }
  });
});

describe('a long text', () => {
  it('is folded by its letters or its lines', () => {
    assert.equal(beginningOf(parts('x'.repeat(1000))), null);
    assert.equal(beginningOf(parts('x'.repeat(1001)))[0].text.length, 600);
    assert.equal(beginningOf(parts('x\n'.repeat(19))), null);
    assert.equal(beginningOf(parts('x\n'.repeat(20)))[0].text.split('\n').length, 12);
  });

  it('is cut in its words only', () => {
    const address = `https://a.org/${'p'.repeat(700)}`;
    const beginning = beginningOf(parts(`${'x'.repeat(500)} ${address} ${'y'.repeat(500)}`));
    assert.deepEqual(beginning.map(({ kind, text }) => [kind, text.length]), [['text', 501], ['link', address.length]]);
    const pairs = beginningOf(parts(`x${'😀'.repeat(600)}`))[0].text;
    assert.equal(pairs.length, 599);
  });
});

describe('a summary', () => {
  it('is one line', () => {
    const words = { picture: 'Picture' };
    assert.equal(summaryOf('a\n b face[心] img[/x.png] file(/f)[plan.pdf] a(https://b.org)[here]', PAGE, words),
      'a b ❤️ [Picture] plan.pdf here');
    assert.equal(summaryOf('x'.repeat(9000), PAGE, words).length, 400);
  });
});

describe('emoji alone', () => {
  it('are known, up to three', () => {
    for (const text of ['😀', '👩‍💻🎉', '🇨🇳 ❤️', '👍🏽', '😀😀😀']) assert.equal(isEmojiOnly(text), true, text);
    for (const text of ['', 'a', '1', '#', '😀a', '😀😀😀😀', '1️⃣ a']) assert.equal(isEmojiOnly(text), false, text);
  });
});
