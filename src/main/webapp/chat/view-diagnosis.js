import { isUp } from '../lifeline/states.js';
import { byId } from './dom.js';
import { timeOf } from './format.js';
import { lang, t } from './i18n.js';

/** It is shown for so long, in ms. */
const SHOWN = 60_000;

/**
 * Says, below the connection light, what the server found out about the end of the connection before this one. It
 * leaves after a while, when it is clicked away, and when the connection is lost again.
 *
 * @returns {{show: (diagnosis: {en: string, zh: string}) => void,
 *     follow: (line: import('../lifeline/lifeline.js').Line) => void, last: () => string}} `follow`: the line has
 *     changed; `last`: the last diagnosis of this page with its time, in words, empty where there was none
 */
export function createDiagnosis() {
  const place = byId('diagnosis');
  const sentence = place.querySelector('.sentence');
  let last = null;
  let leaving = 0;

  const hide = () => {
    clearTimeout(leaving);
    place.hidden = true;
  };
  place.querySelector('.close').addEventListener('click', hide);

  return {
    show(diagnosis) {
      const words = String(diagnosis[lang] ?? '');
      if (!words) return;
      last = { words, at: Date.now() };
      sentence.textContent = t('line.again', { words });
      place.hidden = false;
      byId('announce').textContent = sentence.textContent;
      clearTimeout(leaving);
      leaving = setTimeout(hide, SHOWN);
    },
    follow({ state }) {
      if (!isUp(state)) hide();
    },
    last: () => (last === null ? '' : t('line.asBefore', { time: timeOf(last.at), words: last.words })),
  };
}
