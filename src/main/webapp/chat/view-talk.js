import { arrange, avatar, byId, el } from './dom.js';
import { dayOf, sameDay } from './format.js';
import { t } from './i18n.js';
import { messageRow } from './message-row.js';
import { NONE, marks } from './talks.js';

/** Words of one person within this many ms stand together under one name. */
const TOGETHER = 5 * 60_000;

/** This near to its end, in px, the log follows what is written; this near to its beginning it loads more. */
const NEAR = 80;

/** The server takes an own message back for so many ms; the button goes a little before. */
const RECALLABLE = 120_000 - 2_000;

/**
 * The conversation on the screen.
 *
 * @param {object} acts
 * @param {(message: object) => void} acts.retry
 * @param {(message: object) => void} acts.recall
 * @param {() => void} acts.older loads what was said before
 * @param {() => void} acts.back
 * @param {() => number} acts.time ms since 1970, by the server's clock
 * @returns {(state: import('./store.js').State) => void} shows it
 */
export function createTalk({ retry, recall, older, back, time }) {
  const log = byId('log');
  const newest = byId('newest');
  let rows = new Map();
  let shownKey = null;
  let shownLast;
  let shownHead;
  let shownFirst;
  let following = true;
  let ageing = 0;
  let current;
  const unfolded = new Set();

  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    newest.hidden = true;
  };
  log.addEventListener('scroll', () => {
    following = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (following) newest.hidden = true;
    if (log.scrollTop < NEAR) older();
  });
  newest.addEventListener('click', () => {
    toEnd();
    log.focus();
  });
  // A picture has its height only when it has come.
  log.addEventListener('load', () => following && toEnd(), true);
  byId('back').addEventListener('click', back);
  // The keyboard of a phone, or a longer draft, takes room from the log.
  new ResizeObserver(() => following && toEnd()).observe(log);

  const unfold = (message, wanted) => {
    if (wanted) unfolded.add(message.key);
    else unfolded.delete(message.key);
    following = false; // what is read stays where it is
    const end = () => rows.get(message.key).element.getBoundingClientRect().bottom;
    const before = end();
    show(current);
    if (!wanted) log.scrollTop += end() - before;
  };

  function show(state) {
    current = state;
    clearTimeout(ageing);
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
      unfolded.clear();
      shownKey = contact.key;
      shownHead = null;
      log.setAttribute('aria-label', t('talk.log', { name: contact.name }));
    }
    showHead(contact, state);
    const talk = state.talks[contact.key] ?? NONE;
    const { messages } = talk;
    const fromEnd = log.scrollHeight - log.scrollTop;
    const giveBack = holdFocus();
    arrange(log, childrenOf(talk, contact));
    giveBack();
    log.setAttribute('aria-busy', String(talk.loading));
    ageing = setTimeout(show, untilNextAge(messages, time()), state);

    const last = messages.at(-1);
    const isNew = last?.key !== shownLast;
    const isOlder = messages[0]?.key !== shownFirst;
    shownLast = last?.key;
    shownFirst = messages[0]?.key;
    if (isOther || following || (isNew && last?.mine)) {
      following = true;
      toEnd();
    } else {
      // What came above moves nothing of what is being read.
      if (isOlder) log.scrollTop = log.scrollHeight - fromEnd;
      if (isNew) newest.hidden = false;
    }
  }

  // A row that looks different is another element; what had the focus in the old one has it in the new one.
  function holdFocus() {
    const focused = document.activeElement;
    const [key] = [...rows].find(([, { element }]) => element.contains(focused)) ?? [];
    return () => {
      if (key === undefined || log.contains(focused)) return;
      const [name] = focused.classList;
      const again = name && rows.get(key)?.element.querySelector(`.${name}`);
      (again ?? log).focus({ preventScroll: true });
    };
  }

  function showHead(contact, { members, typing }) {
    const writer = typing[contact.key];
    const about = writer ? t('talk.typing', { name: writer }) : aboutOf(contact, members[contact.key]);
    const head = JSON.stringify([contact, about]);
    if (head === shownHead) return;
    shownHead = head;
    byId('talk-avatar').replaceChildren(avatar(contact));
    byId('talk-name').textContent = contact.name;
    byId('talk-about').textContent = about;
    byId('members-open').hidden = contact.type !== 'group';
    byId('talk-about').dataset.status = writer ? 'typing' : (contact.status ?? '');
  }

  function childrenOf(talk, contact) {
    const { messages, history, loading } = talk;
    const children = [];
    if (history === 'more') children.push(cached('earlier', 'earlier', () => earlierButton(older)));
    else if (loading) children.push(cached('loading', 'loading', () => el('p.hint', {}, t('talk.loading'))));
    else if (!messages.length) children.push(cached('start', 'start', () => el('p.hint', {}, t('talk.start'))));
    const markAt = marks(talk);
    const lastRead = messages.findLastIndex(({ mine }, i) => mine && markAt(i) === 'read');
    messages.forEach((message, i) => {
      const before = messages[i - 1];
      const newDay = !before || !sameDay(before.at, message.at);
      if (newDay) {
        const day = dayOf(message.at);
        children.push(cached(`day ${message.key}`, day, () => el('p.day', {}, el('span', {}, day))));
      }
      const follows = !newDay && !isNoise(before) && before.from?.id === message.from?.id;
      const first = !follows || message.at - before.at > TOGETHER;
      const look = {
        message, first, mark: markAt(i), newestRead: i === lastRead,
        recallable: message.status === 'sent' && time() - message.at < RECALLABLE,
        unfolded: unfolded.has(message.key),
      };
      const create = () => messageRow(look, contact, { retry, recall, unfold });
      children.push(cached(message.key, JSON.stringify(look), create));
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

  return show;
}

function aboutOf({ type, status, sign }, members) {
  if (type === 'friend') return [t(`talk.${status}`), sign].filter(Boolean).join(' · ');
  if (!members) return '';
  return `${t('talk.members', { n: members.length })} · ${members.map(({ username }) => username).join(', ')}`;
}

const isNoise = ({ system, recalled }) => system || recalled;

const earlierButton = (older) =>
  el('button.earlier', { type: 'button', on: { click: older } }, t('talk.earlier'));

// When the next own message grows too old to be taken back; at the latest when it could have become tomorrow.
function untilNextAge(messages, now) {
  const ages = messages.filter(({ status }) => status === 'sent').map(({ at }) => at + RECALLABLE - now);
  return Math.min(3_600_000, ...ages.filter((ms) => ms > 0));
}
