import { avatar, byId, el } from './dom.js';
import { t } from './i18n.js';
import { rove } from './keyboard.js';
import { keyOf } from './store.js';

/** Opens the page's help. */
export function showHelp() {
  openDialog('help');
}

/**
 * Who is in a group, and who of them is there, as far as it is known.
 *
 * @param {object} acts
 * @param {(id: string, name: string) => void} acts.write a member was chosen
 * @param {() => Promise<void>} acts.load asks the server anew
 * @returns {(state: import('./store.js').State) => void} shows it while it is open
 */
export function createMembers({ write, load }) {
  const dialog = byId('members');
  const list = byId('members-list');
  const settle = rove(list, '.member:not(:disabled)');
  let shown;
  let state;

  byId('members-open').addEventListener('click', () => {
    shown = null;
    openDialog('members');
    show(state);
    load().catch(({ message }) => {
      byId('members-count').textContent = t('members.failed', { reason: message || t('panel.unreachable') });
    });
  });

  const rowOf = ({ id, username, avatar: src, sign, owner }) => {
    const who = { id, name: username || String(id), avatar: src };
    const isMe = String(id) === state.me.id;
    const friend = state.contacts[keyOf('friend', id)];
    // Of who is in no list of mine it is not known.
    const known = friend?.folder != null && friend.status;
    const status = isMe ? { online: 'online', hide: 'offline' }[state.me.status] : known;
    const about = [isMe && t('members.me'), status && t(`talk.${status}`), sign].filter(Boolean).join(' · ');
    const act = () => {
      dialog.close();
      write(String(id), who.name);
    };
    return el('li', {},
      el('button.member',
        { type: 'button', disabled: isMe, data: { member: id, status: status || null }, on: { click: act } },
        el('span.picture', {}, avatar(who), status ? el('span.presence', {}) : ''),
        el('span.who', {}, el('bdi.name', {}, who.name), about ? el('bdi.about', {}, about) : null),
        owner ? el('span.badge', {}, t('members.owner')) : null));
  };

  function show(now) {
    state = now;
    const group = state.contacts[state.open];
    if (!dialog.open) return;
    if (group?.type !== 'group') {
      dialog.close();
      return;
    }
    const members = state.members[group.key];
    const look = JSON.stringify([members, state.me, Object.values(state.contacts).map(({ status }) => status)]);
    if (look === shown) return;
    shown = look;
    byId('members-title').textContent = t('members.title', { name: group.name });
    byId('members-count').textContent = members ? t('talk.members', { n: members.length }) : t('talk.loading');
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.member : null;
    list.replaceChildren(...(members ?? []).map(rowOf));
    settle();
    if (focused) [...list.querySelectorAll('.member')].find(({ dataset }) => dataset.member === focused)?.focus();
  }

  return show;
}

function openDialog(id) {
  const dialog = byId(id);
  if (!dialog.open) dialog.showModal();
}

/** Dialogs close by their button and by a click beside them; Escape closes them by itself. */
export function prepareDialogs() {
  document.querySelectorAll('dialog').forEach((dialog) => {
    dialog.querySelector('.close').addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  });
}
