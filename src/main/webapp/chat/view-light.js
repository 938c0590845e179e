import { isUp } from '../lifeline/states.js';
import { byId } from './dom.js';
import { t } from './i18n.js';
import { wordsOf } from './reasons.js';

/** A loss that is over sooner, in ms, is not worth a sentence, nor interrupting who listens. */
const SHORT = 1500;

/**
 * The connection light, and below it, when it stays dark, why.
 *
 * @param {object} acts
 * @param {() => void} acts.retry
 * @param {() => string} acts.lastDiagnosis what an earlier loss came from, in words; empty: not known
 * @returns {(line: import('../lifeline/lifeline.js').Line) => void} shows the line as it is
 */
export function createLight({ retry, lastDiagnosis }) {
  const light = byId('connection');
  const why = byId('why');
  const [sentence, more] = ['.sentence', '.detail'].map((part) => why.querySelector(part));
  let ticking = 0;
  let lostAt = Date.now();
  let told = false;
  why.querySelector('.now').addEventListener('click', retry);

  return function show(line) {
    clearTimeout(ticking);
    const { state, reason, retryAt, roundTrip } = line;
    const left = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
    light.querySelector('.words').textContent = {
      connecting: () => t('line.connecting'),
      recovering: () => t('line.recovering'),
      open: () => (roundTrip === null ? t('line.open') : t('line.openIn', { n: Math.max(1, roundTrip) })),
      waiting: () => (retryAt === null ? t('line.paused') : t('line.waiting', { n: left })),
      offline: () => t('line.offline'),
      stopped: () => t('line.stopped'),
    }[state]();
    light.dataset.state = state;
    byId('chat').dataset.line = state;

    lostAt = isUp(state) ? null : (lostAt ?? Date.now());
    if (isUp(state) || state === 'stopped') why.hidden = true;
    if (state === 'waiting' || state === 'offline') {
      const { title, detail } = wordsOf(reason);
      const because = title || t('line.lost');
      const sentenceOf = () => (retryAt === null ? because : t('line.because', { reason: because, n: left }));
      sentence.textContent = state === 'offline' ? t('line.offlineWhy') : sentenceOf();
      // What the server answered helps whoever set it up: it names what is missing on the way.
      const before = reason?.code === 1006 ? lastDiagnosis() : '';
      more.textContent = state === 'offline' ? '' : detail || before;
      why.hidden = state === 'waiting' && !reason?.status && Date.now() - lostAt < SHORT;
      if (!told && !why.hidden) announce(sentence.textContent);
      told ||= !why.hidden;
    }
    if (state === 'open' && told) {
      announce(t('line.open'));
      told = false;
    }
    if (state === 'waiting') ticking = setTimeout(show, 1000, line);
  };
}

const announce = (words) => (byId('announce').textContent = words);
