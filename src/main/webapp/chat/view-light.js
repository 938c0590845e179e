import { byId } from './dom.js';
import { t } from './i18n.js';

/**
 * The connection light: says in words what is going on.
 *
 * @param {{retry: () => void}} acts
 * @returns {(line: import('../lifeline/lifeline.js').Line) => void} shows the line as it is
 */
export function createLight({ retry }) {
  const light = byId('connection');
  const words = light.querySelector('.words');
  const why = byId('why');
  const now = light.querySelector('.now');
  let ticking = 0;
  let announced = 'open';
  now.addEventListener('click', retry);

  return function show(line) {
    clearTimeout(ticking);
    const { state, reason, retryAt, roundTrip } = line;
    const left = Math.max(1, Math.ceil(((retryAt ?? 0) - Date.now()) / 1000));
    words.textContent = {
      connecting: () => t('line.connecting'),
      recovering: () => t('line.recovering'),
      open: () => (roundTrip === null ? t('line.open') : t('line.openIn', { n: Math.max(1, roundTrip) })),
      waiting: () => t('line.waiting', { n: left }),
      offline: () => t('line.offline'),
      stopped: () => t('line.stopped', { reason: reason?.title ?? '' }),
    }[state]();
    light.dataset.state = state;
    byId('chat').dataset.line = state;
    light.title = reason?.title ?? '';
    // What the server answered helps whoever set it up: it names what is missing on the way.
    why.hidden = !reason?.status || state === 'stopped';
    why.textContent = [reason?.title, reason?.detail].filter(Boolean).join(': ');
    now.hidden = state !== 'waiting' && state !== 'offline';
    if (state === 'waiting') ticking = setTimeout(show, 1000, line);
    // A short loss, or every second of a wait, is not worth interrupting who listens.
    if (state !== announced && state !== 'connecting') byId('announce').textContent = words.textContent;
    if (state !== 'connecting') announced = state;
  };
}
