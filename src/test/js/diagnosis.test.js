import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { t } from '../../main/webapp/chat/i18n.js';
import { createDiagnosis } from '../../main/webapp/chat/view-diagnosis.js';

const CUT = { en: 'nginx cut this connection after 90 quiet seconds', zh: 'nginx 断开了连接' };
const { document, setTimeout, clearTimeout } = globalThis;

/** The page's elements, by id; only text can be put into them. */
let elements;
let timers;

class FakeElement extends EventTarget {
  hidden = true;
  parts = new Map();
  #text = '';

  get textContent() { return this.#text; }
  set textContent(text) { this.#text = text; }
  set innerHTML(markup) { throw new Error(`markup: ${markup}`); }

  querySelector(part) {
    if (!this.parts.has(part)) this.parts.set(part, new FakeElement());
    return this.parts.get(part);
  }
}

beforeEach(() => {
  elements = { diagnosis: new FakeElement(), announce: new FakeElement() };
  timers = new Map();
  globalThis.document = { getElementById: (id) => elements[id] };
  globalThis.setTimeout = (callback, ms) => timers.set(ms, callback) && ms;
  globalThis.clearTimeout = (ms) => timers.delete(ms);
});

afterEach(() => Object.assign(globalThis, { document, setTimeout, clearTimeout }));

describe('a diagnosis', () => {
  const shown = () => (elements.diagnosis.hidden ? null : elements.diagnosis.querySelector('.sentence').textContent);

  it('is said with the return, and to who listens', () => {
    createDiagnosis().show(CUT);
    assert.equal(shown(), t('line.again', { words: CUT.en }));
    assert.equal(elements.announce.textContent, shown());
  });

  it('leaves after a minute', () => {
    createDiagnosis().show(CUT);
    timers.get(60_000)();
    assert.equal(shown(), null);
  });

  it('leaves when it is clicked away', () => {
    createDiagnosis().show(CUT);
    elements.diagnosis.querySelector('.close').dispatchEvent(new Event('click'));
    assert.equal(shown(), null);
  });

  it('leaves when the connection is lost again, and not before', () => {
    const diagnosis = createDiagnosis();
    diagnosis.show(CUT);
    diagnosis.follow({ state: 'recovering' });
    diagnosis.follow({ state: 'open' });
    assert.notEqual(shown(), null);
    diagnosis.follow({ state: 'waiting' });
    assert.equal(shown(), null);
    assert.equal(timers.size, 0);
  });

  it('is remembered with its time', () => {
    const diagnosis = createDiagnosis();
    assert.equal(diagnosis.last(), '');
    diagnosis.show(CUT);
    assert.match(diagnosis.last(), /^The last time, at .*\d: nginx cut this connection after 90 quiet seconds$/);
  });

  it('without words in this language is none', () => {
    const diagnosis = createDiagnosis();
    diagnosis.show({ zh: CUT.zh });
    assert.equal(shown(), null);
    assert.equal(diagnosis.last(), '');
  });
});
