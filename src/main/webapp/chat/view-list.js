import { arrange, avatar, byId, el } from './dom.js';
import { shortTimeOf } from './format.js';
import { t } from './i18n.js';
import { rove } from './keyboard.js';
import { summaryOf } from './rich-text.js';
import { isUserId } from './user-id.js';

/**
 * The list of contacts: who was talked to last, then groups, then the friends' lists.
 *
 * @param {object} acts
 * @param {(key: string) => void} acts.choose
 * @param {(name: string) => void} acts.write
 * @param {(key: string) => ?string} acts.draftOf what was begun in a conversation
 * @returns {{show: (state: import('./store.js').State) => void, neighbour: (step: 1|-1) => ?string}} `neighbour`: the
 *     conversation that stands before or after the open one
 */
export function createList({ choose, write, draftOf }) {
  const rows = new Map();
  const list = byId('contacts');
  const search = byId('search');
  let shown = null;
  const settle = rove(list, '.contact, .write');

  const show = (state) => {
    shown = state;
    const wanted = search.value.trim();
    arrange(list, childrenOf(state, wanted));
    settle();
  };

  const childrenOf = (state, wanted) => {
    const found = Object.values(state.contacts).filter((contact) => matches(contact, wanted.toLowerCase()));
    const children = sectionsOf(found, state).flatMap(([title, contacts]) => [
      rowOf(`title ${title}`, () => el('h2.section', {}, title)),
      ...contacts.map((contact) => showRow(contact, state)),
    ]);
    const exact = found.some(({ type, id, name }) => type === 'friend' && [id, name].includes(wanted));
    if (isUserId(wanted) && !exact && wanted !== state.me.id) {
      const act = () => {
        search.value = '';
        write(wanted);
      };
      children.push(el('button.write', { type: 'button', on: { click: act } }, t('list.write', { name: wanted })));
    } else if (!children.length) children.push(el('p.hint', {}, t(wanted ? 'list.none' : 'list.empty')));
    return children;
  };

  const rowOf = (key, create) => {
    if (!rows.has(key)) rows.set(key, create());
    return rows.get(key);
  };

  const showRow = (contact, state) => {
    const row = rowOf(contact.key, () =>
      el('button.contact',
        { type: 'button', data: { contact: contact.key }, on: { click: () => choose(contact.key) } }));
    const talk = state.talks[contact.key];
    const isOpen = state.open === contact.key;
    const draft = isOpen ? null : draftOf(contact.key);
    // The day, since 'today' becomes 'yesterday'.
    const look = JSON.stringify([contact, talk?.unread, talk?.messages.at(-1), isOpen, draft, new Date().getDate()]);
    if (row.look !== look) {
      row.look = look;
      fill(row, contact, talk, isOpen, draft);
    }
    return row;
  };

  const clear = () => {
    search.value = '';
    show(shown);
  };
  search.addEventListener('input', () => show(shown));
  search.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const first = list.querySelector('.contact, .write');
    if (event.key === 'Enter') {
      first?.click();
      clear();
    } else if (event.key === 'ArrowDown' && first && !event.altKey) {
      event.preventDefault();
      first.focus();
    } else if (event.key === 'Escape' && search.value) {
      event.preventDefault();
      clear();
    }
  });

  return {
    show,
    neighbour(step) {
      const keys = [...list.querySelectorAll('.contact')].map(({ dataset }) => dataset.contact);
      const here = keys.indexOf(shown.open);
      if (here < 0) return (step > 0 ? keys[0] : keys.at(-1)) ?? null;
      return keys[here + step] ?? null;
    },
  };
}

function fill(row, contact, talk, isOpen, draft) {
  const last = talk?.messages.at(-1);
  const unread = talk?.unread ?? 0;
  if (contact.status) row.dataset.status = contact.status;
  row.setAttribute('aria-current', String(isOpen));
  const presence = contact.status && el('span.presence', {}, el('span.unseen', {}, t(`talk.${contact.status}`)));
  const preview = draft ? t('list.draft', { text: draft }) : last ? previewOf(last, contact) : contact.sign;
  row.replaceChildren(
    el('span.picture', {}, avatar(contact), presence ?? ''),
    ...(last ? [el('time.when', {}, shortTimeOf(last.at))] : []),
    el('bdi.name', {}, contact.name),
    ...(preview ? [el(`bdi.preview${draft ? '.draft' : ''}`, {}, preview)] : []),
    ...(unread ? [
      el('span.unread', { 'aria-hidden': 'true' }, unread > 99 ? '99+' : String(unread)),
      el('span.unseen', {}, t('unread.n', { n: unread })),
    ] : []),
  );
}

function previewOf({ text: whole, mine, system, recalled, from }, { type }) {
  const text = summaryOf(whole, document.baseURI, { picture: t('message.picture') });
  if (recalled) return t(mine ? 'message.recalledMine' : 'message.recalled', { name: from.name });
  if (mine) return t('talk.you', { text });
  return type === 'group' && !system ? t('talk.said', { name: from.name, text }) : text;
}

const matches = ({ name, id }, wanted) => !wanted || name.toLowerCase().includes(wanted) || id.toLowerCase() === wanted;

function sectionsOf(contacts, { talks }) {
  const lastOf = ({ key }) => talks[key]?.messages.at(-1)?.at ?? 0;
  const recent = contacts.filter((c) => lastOf(c) || c.folder === null).sort((a, b) => lastOf(b) - lastOf(a));
  const sections = new Map([[t('list.recent'), recent], [t('list.groups'), []]]);
  for (const contact of contacts.filter((c) => !recent.includes(c))) {
    const title = contact.type === 'group' ? t('list.groups') : contact.folder;
    if (!sections.has(title)) sections.set(title, []);
    sections.get(title).push(contact);
  }
  sections.forEach((members, title) => title !== t('list.recent') && members.sort((a, b) => isAway(a) - isAway(b)));
  return [...sections].filter(([, members]) => members.length);
}

const isAway = ({ status }) => (status === 'offline' ? 1 : 0);
