import { arrange, avatar, byId, el } from './dom.js';
import { dayOf, fullTimeOf, sameDay, timeOf } from './format.js';
import { t } from './i18n.js';

/** Words of one person within this many ms stand together under one name. */
const TOGETHER = 5 * 60_000;

/** This near to its end, in px, the log follows what is written. */
const NEAR = 80;

/**
 * The conversation on the screen.
 *
 * @param {{retry: (cid: string) => void, back: () => void}} acts
 * @returns {(state: import('./store.js').State) => void} shows it
 */
export function createTalk({ retry, back }) {
  const log = byId('log');
  const newest = byId('newest');
  let rows = new Map();
  let shownKey = null;
  let shownLast;
  let shownHead;
  let following = true;

  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    newest.hidden = true;
  };
  log.addEventListener('scroll', () => {
    following = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (following) newest.hidden = true;
  });
  newest.addEventListener('click', toEnd);
  byId('back').addEventListener('click', back);
  // The keyboard of a phone, or a longer draft, takes room from the log.
  new ResizeObserver(() => following && toEnd()).observe(log);

  return function show(state) {
    const contact = state.contacts[state.open];
    byId('chat').dataset.view = contact ? 'talk' : 'list';
    byId('conversation').hidden = !contact;
    byId('nothing').hidden = Boolean(contact);
    if (!contact) {
      shownKey = null;
      return;
    }
    const isOther = shownKey !== contact.key;
    if (isOther) {
      rows = new Map();
      shownKey = contact.key;
      shownHead = null;
      log.setAttribute('aria-label', t('talk.log', { name: contact.name }));
    }
    showHead(contact, state.members[contact.key]);
    const messages = state.talks[contact.key]?.messages ?? [];
    arrange(log, messages.length ? childrenOf(messages, contact) : [el('p.hint', {}, t('talk.start'))]);

    const last = messages.at(-1);
    const isNew = last?.key !== shownLast;
    shownLast = last?.key;
    if (isOther || following || (isNew && last?.mine)) {
      following = true;
      toEnd();
    } else if (isNew) newest.hidden = false;
  };

  function showHead(contact, members) {
    const about = aboutOf(contact, members);
    const head = JSON.stringify([contact, about]);
    if (head === shownHead) return;
    shownHead = head;
    byId('talk-avatar').replaceChildren(avatar(contact));
    byId('talk-name').textContent = contact.name;
    byId('talk-about').textContent = about;
    byId('talk-about').dataset.status = contact.status ?? '';
  }

  function childrenOf(messages, contact) {
    const children = [];
    messages.forEach((message, i) => {
      const before = messages[i - 1];
      const newDay = !before || !sameDay(before.at, message.at);
      if (newDay) {
        const day = dayOf(message.at);
        children.push(cached(`day ${message.key}`, day, () => el('p.day', {}, el('span', {}, day))));
      }
      const first = newDay || before.system || before.from?.id !== message.from?.id || message.at - before.at > TOGETHER;
      const look = JSON.stringify([message, first]);
      children.push(cached(message.key, look, () => rowOf(message, first, contact, retry)));
    });
    return children;
  }

  // A row that looks as before stays the same element.
  function cached(key, look, create) {
    const row = rows.get(key);
    if (row?.look === look) return row.element;
    const element = create();
    rows.set(key, { look, element });
    return element;
  }
}

function aboutOf({ type, status, sign }, members) {
  if (type === 'friend') return [t(`talk.${status}`), sign].filter(Boolean).join(' · ');
  if (!members) return '';
  return `${t('talk.members', { n: members.length })} · ${members.map(({ username }) => username).join(', ')}`;
}

function rowOf(message, first, contact, retry) {
  if (message.system) return el('p.system-line', {}, message.text);
  const { mine, from, status, reason, cid, text, at } = message;
  const row = el(`div.message${mine ? '.mine' : ''}${first ? '.first' : ''}`, { data: { cid, status } });
  if (!mine) row.append(el('span.picture', {}, first ? avatar(contact.type === 'friend' ? contact : from, 'small') : ''));
  const bubble = el('div.bubble', {},
    first && !mine && contact.type === 'group' ? el('p.author', {}, from.name) : null,
    el('p.text', {}, text),
    el('span.foot', {},
      el('time', { dateTime: new Date(at).toISOString(), title: fullTimeOf(at) }, timeOf(at)), markOf(status)));
  row.append(bubble);
  if (status === 'refused') {
    row.append(el('p.trouble', { role: 'alert' }, el('span', {}, t('message.refused', { reason })),
      el('button.retry', { type: 'button', on: { click: () => retry(cid) } }, t('message.retry'))));
  }
  return row;
}

function markOf(status) {
  if (status === 'waiting') return el('span.mark.waiting', {}, t('message.waiting'));
  return status === 'confirmed' ? el('span.mark', { 'aria-hidden': 'true' }, '✓') : null;
}
