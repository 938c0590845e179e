import { make, say } from './view.js';

/** Asks the API of this server; what it answered, or why nothing came of it. */
class Api {
  #t;
  #lang;
  #key;

  constructor({ t, lang, key }) {
    this.#t = t;
    this.#lang = lang;
    this.#key = key;
  }

  /**
   * @param {HTMLElement} status where to tell what is missing
   * @param {string} path below the API's own
   * @param {string|Blob} [body] with one, it is a POST
   * @returns {Promise<?object>} null where the page has said why there is none
   */
  async ask(status, path, body) {
    const key = this.#key(status);
    if (!key) return null;
    say(status, 'busy', this.#t('page.running'));
    try {
      const headers = { Authorization: `Bearer ${key}`, 'Accept-Language': this.#lang };
      const method = body === undefined ? 'GET' : 'POST';
      const answer = await fetch(new URL(`api/v1/${path}`, document.baseURI), { method, headers, body });
      const json = await answer.json().catch(() => null);
      if (answer.ok && json) return json;
      say(status, 'bad', json?.title ? `${json.title}. ${json.detail}` : this.#t('page.not-here', answer.status));
    } catch (error) {
      say(status, 'bad', this.#t('page.failed', error.message));
    }
    return null;
  }
}

/** The checks of texts, and what the server has seen. Options as those of `Way`. */
export function wireChecks(options) {
  const api = new Api(options);
  const { t, view, key } = options;

  wire(key, '#config', async ({ one, show }) => {
    const text = one('#config-text').value || one('#config-file').files[0];
    if (!text) return say(one('.verdict'), 'bad', t('page.no-text'));
    const report = await api.ask(one('.verdict'), 'doctor/nginx', text);
    if (!report) return;
    const placed = report.findings.map((found) => ({ ...found, place: t('page.line', found.file, found.line) }));
    show(placed.map((found) => view.finding(found)));
    say(one('.verdict'), view.state(report.findings), view.verdict(report.findings));
  });

  wire(key, '#log', async ({ one, show }) => {
    const file = one('#log-file').files[0];
    if (!file) return say(one('.verdict'), 'bad', t('page.no-file'));
    const report = await api.ask(one('.verdict'), 'doctor/log', file);
    if (!report) return;
    show([make('pre.told', report.text.join('\n').trim())]);
    const words = report.clusters.map(({ count, from, to }) => t('page.tunnels', count, from, to));
    if (report.tunnels === 0) words.push(t('log.none'));
    say(one('.verdict'), report.clean ? 'good' : 'warn', words.join(' · ') || t('doctor.clean'));
  });
}

function wire(key, id, check) {
  const section = document.querySelector(id);
  const one = (selector) => section.querySelector(selector);
  const show = (children) => one('.findings').replaceChildren(...children);
  one('form').onsubmit = (event) => {
    event.preventDefault();
    show([]);
    if (key(one('.verdict'))) check({ one, show });
  };
}

/**
 * The cuts that the server has seen; nothing where it does not tell.
 *
 * @param {object} options as those of `Way`
 * @param {string} key the push key
 */
export async function showFound({ t, lang, view }, key) {
  const headers = { Authorization: `Bearer ${key}`, 'Accept-Language': lang };
  const answer = await fetch(new URL('api/v1/findings', document.baseURI), { headers }).catch(() => null);
  const findings = answer?.ok ? (await answer.json().catch(() => null))?.findings : null;
  const section = document.querySelector('#found');
  section.hidden = !findings;
  if (!findings) return;
  const card = ({ cause, what, fix }) => view.finding({ finding: cause, severity: 'warning', what, why: fix.join(' '), fix: [] });
  const cards = findings.map(card);
  section.querySelector('.findings').replaceChildren(...(cards.length ? cards : [make('p', t('page.found-none'))]));
}
