import { sharedTimers } from '../lifeline/timers.js';
import { Bars } from './bars.js';
import { Examination, Refused, Unreached } from './examination.js';
import { say } from './view.js';

const now = () => performance.now();

/** The connection check. */
export class Way {
  #root = document.querySelector('#way');
  #t;
  #lang;
  #view;
  #key;
  #bars;
  #running = null;
  #report = null;

  /**
   * @param {object} options
   * @param {(key: string, ...values: unknown[]) => string} options.t
   * @param {string} options.lang
   * @param {import('./view.js').View} options.view
   * @param {() => string} options.key the push key, or nothing where it is missing, which the page has said then
   */
  constructor({ t, lang, view, key }) {
    this.#t = t;
    this.#lang = lang;
    this.#view = view;
    this.#key = key;
    this.#bars = new Bars(this.#one('.bars'), t, now);
    this.#one('#address').value = new URL('web/count/check', document.baseURI).pathname;
    this.#one('form').onsubmit = (event) => {
      event.preventDefault();
      this.#start();
    };
    this.#one('#stop').onclick = () => this.#running?.stop();
  }

  async #start() {
    const key = this.#key(this.#one('.verdict'));
    if (!key || this.#running) return;
    this.#clear();
    const examination = new Examination({
      address: this.#address(),
      key,
      lang: this.#lang,
      fetch: (...args) => fetch(...args),
      WebSocket,
      timers: sharedTimers(),
      now,
      onReport: (report) => this.#show(report),
    });
    this.#run(examination, true);
    let more = [];
    try {
      await examination.run(this.#one('#measure').checked);
    } catch (error) {
      if (error instanceof Unreached) more = [this.#own(error.found)];
      else if (error instanceof Refused) return this.#end('bad', this.#refused(error));
      else throw error;
    } finally {
      this.#run(examination, false);
    }
    const findings = [...more, ...(this.#report?.findings ?? [])];
    this.#findings(findings);
    const verdict = this.#view.verdict(findings);
    if (examination.stopped) this.#end('warn', `${this.#t('page.stopped')}: ${verdict}`);
    else this.#end(this.#view.state(findings), verdict);
  }

  /** Always of this host: its key is nobody else's business. */
  #address() {
    const url = new URL(location.origin);
    url.pathname = this.#one('#address').value.trim();
    return url;
  }

  #refused(error) {
    const text = this.#t('doctor.not-judged', error.message);
    return error.status === 401 ? `${text} ${this.#t('doctor.key-lost')}` : text;
  }

  /** What only this side knows, in the same words. */
  #own({ finding, args, fix }) {
    const text = (part) => this.#t(`live.${finding}.${part}`, ...args);
    return { finding, severity: 'fault', what: text('what'), why: text('why'), fix };
  }

  #show(report) {
    this.#report = report;
    this.#findings(report.findings);
    this.#bars.show(report.attempts);
    this.#one('#silent').hidden = report.attempts.every(({ silence }) => silence === 0);
    this.#one('#limit').hidden = report.limit.kind === 'unknown';
    this.#one('.limit-what').textContent = report.limit.what;
    this.#one('.heartbeat-what').textContent = report.heartbeat.what;
    this.#one('#block').hidden = false;
    this.#one('#block .code').replaceWith(this.#view.code(report.block));
    this.#one('#saw').hidden = false;
    const { request, handshake } = report.saw;
    this.#one('.seen').replaceChildren(
      this.#view.seen(this.#t('doctor.saw-request'), request),
      this.#view.seen(this.#t('doctor.saw-handshake'), handshake),
    );
  }

  #findings(findings) {
    this.#one('.findings').replaceChildren(...findings.map((found) => this.#view.finding(found)));
  }

  #clear() {
    this.#report = null;
    this.#findings([]);
    ['#silent', '#limit', '#block', '#saw'].forEach((part) => (this.#one(part).hidden = true));
    say(this.#one('.verdict'), 'busy', this.#t('page.running'));
  }

  #run(examination, runs) {
    this.#running = runs ? examination : null;
    this.#one('#start').disabled = runs;
    this.#one('#stop').hidden = !runs;
  }

  #end(state, text) {
    this.#bars.stop();
    say(this.#one('.verdict'), state, text);
  }

  #one(selector) {
    return this.#root.querySelector(selector);
  }
}
