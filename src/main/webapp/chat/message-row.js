import { avatar, el, icon } from './dom.js';
import { fullTimeOf, timeOf } from './format.js';
import { t } from './i18n.js';
import { messageText } from './view-text.js';

const CLOCK = 'M10 5.5V10l3 2M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z';
const ONE_CHECK = 'm4.5 10.5 4 4 7.5-9';
const TWO_CHECKS = 'm1 10.5 4 4 7.5-9M9 13.5l1 1 7.5-9';
const BACK = 'M7.5 4.5 4 8l3.5 3.5M4.5 8H12a4 4 0 0 1 0 8H8';
const ICONS = { waiting: CLOCK, sent: ONE_CHECK, delivered: TWO_CHECKS, read: TWO_CHECKS };

/**
 * One row of a conversation.
 *
 * @param {object} look
 * @param {import('./talks.js').Message} look.message
 * @param {boolean} look.first of its sender's messages that stand together
 * @param {string} [look.mark] how far an own one has come
 * @param {boolean} look.newestRead it is the last one that the other one has seen
 * @param {boolean} look.recallable
 * @param {boolean} look.unfolded its long text is shown whole
 * @param {import('./store.js').Contact} contact
 * @param {object} acts
 * @param {(message: object) => void} acts.retry
 * @param {(message: object) => void} acts.recall
 * @param {(message: object, unfolded: boolean) => void} acts.unfold
 * @returns {HTMLElement}
 */
export function messageRow(look, contact, { retry, recall, unfold }) {
  const { message, first, mark, newestRead, recallable, unfolded } = look;
  const { mine, from, reason, cid, text, at, recalled, system } = message;
  if (system) return el('p.system-line', { dir: 'auto' }, text);
  if (recalled) {
    return el('p.system-line', {}, t(mine ? 'message.recalledMine' : 'message.recalled', { name: from.name }));
  }
  const row = el(`div.message${mine ? '.mine' : ''}${first ? '.first' : ''}`, { data: { cid, status: mark } });
  const writer = contact.type === 'friend' ? contact : from;
  if (!mine) row.append(el('span.picture', {}, first ? avatar(writer, 'small') : ''));
  row.append(
    el('div.bubble', {},
      first && !mine && contact.type === 'group' ? el('bdi.author', {}, from.name) : null,
      messageText(text, { unfolded, unfold: (wanted) => unfold(message, wanted) }),
      el('span.foot', {},
        el('time', { dateTime: new Date(at).toISOString(), title: fullTimeOf(at) }, timeOf(at)),
        markOf(mark, newestRead)),
      recallable ? recallButton(() => recall(message)) : null));
  if (mark === 'refused') {
    row.append(el('p.trouble', { role: 'alert' }, el('span', {}, t('message.refused', { reason })),
      el('button.retry', { type: 'button', on: { click: () => retry(message) } }, t('message.retry'))));
  }
  return row;
}

function markOf(mark, newestRead) {
  if (!ICONS[mark]) return null;
  const words = t(`message.${mark}`);
  return el('span.mark', { title: words, data: { mark } },
    el(newestRead ? 'span' : 'span.unseen', {}, words), icon(ICONS[mark]));
}

function recallButton(click) {
  const words = t('message.recall');
  return el('button.recall', { type: 'button', title: words, 'aria-label': words, on: { click } }, icon(BACK));
}
