import * as api from './api.js';
import { createComposer } from './composer.js';
import { avatar, byId, translate } from './dom.js';
import { lang, t } from './i18n.js';
import { createSession } from './session.js';
import { EMPTY, keyOf, reduce, unreadOf } from './store.js';
import { showPage, showPanel, showSignIn } from './view-cards.js';
import { createLight } from './view-light.js';
import { createList } from './view-list.js';
import { createTalk } from './view-talk.js';

const user = new URLSearchParams(location.search).get('user')?.trim();

document.documentElement.lang = lang;
translate(document);
if (user) runChat();
else offerPeople();

async function offerPeople() {
  try {
    showSignIn(await api.init('u1'));
  } catch (refusal) {
    showRefusal(refusal);
  }
}

function showRefusal({ status, message: title, detail }) {
  showPanel({ user, status, title, detail, again: () => location.reload() });
}

async function runChat() {
  let state = { ...EMPTY, me: { id: user, username: user, status: 'online' } };
  let drawing = false;

  const dispatch = (action) => {
    state = reduce(state, action);
    if (drawing) return;
    drawing = true;
    // Not with the next frame: a hidden page has none, and its title tells of new messages.
    queueMicrotask(draw);
  };
  const looking = () => document.visibilityState === 'visible' && document.hasFocus();

  const session = createSession({
    user,
    state: () => state,
    dispatch,
    looking,
    onLine: (line) => {
      showLight(line);
      byId('status').disabled = line.state !== 'open';
      if (line.state === 'stopped') showPanel({ user, ...line.reason, again: session.comeBackNow });
      else showPage('chat');
    },
    onMessage: ({ username, content }) => {
      byId('announce').textContent = t('talk.said', { name: username, text: String(content).slice(0, 200) });
    },
  });

  const open = (key) => {
    if (key === state.open) return;
    const here = `${location.pathname}${location.search}`;
    const address = key ? `${here}#${encodeURIComponent(key)}` : here;
    // One step back always leads to the list, on a phone the way out of a conversation.
    if (key && !state.open) history.pushState({ fromList: true }, '', address);
    else if (key) history.replaceState(history.state, '', address);
    else if (history.state?.fromList) history.back();
    else history.replaceState(null, '', address);
    follow();
  };

  // The conversation that the address names.
  const follow = () => {
    const key = new URLSearchParams(`key=${location.hash.slice(1)}`).get('key');
    dispatch({ act: 'open', key });
    if (state.open) session.history.begin(state.open);
    const group = state.open && state.contacts[key].type === 'group' ? state.contacts[key] : null;
    // Who is in it is an extra: a group can be read and written to without.
    if (group && !state.members[key]) session.members(group.id).catch(() => {});
  };
  window.addEventListener('popstate', follow);

  const showLight = createLight({ retry: session.comeBackNow });
  const showList = createList({
    choose: open,
    write: (id) => {
      const known = Object.values(state.contacts).find(({ type, name }) => type === 'friend' && name === id);
      if (!known) dispatch({ act: 'stranger', id });
      open(known?.key ?? keyOf('friend', id));
    },
  });
  const showTalk = createTalk({
    retry: (message) => session.retry(state.open, message),
    recall: (message) => session.recall(state.open, message),
    older: () => session.history.older(state.open),
    back: () => open(null),
    time: session.time,
  });
  const showComposer = createComposer({
    write: (text) => session.write(state.open, text),
    typing: () => session.typing(state.open),
  });

  function draw() {
    drawing = false;
    showList(state);
    showTalk(state);
    showComposer(state);
    showMe(state.me);
    if (looking()) session.shown(state.open);
    const unread = unreadOf(state);
    document.title = `${unread ? `(${unread}) ` : ''}${state.me.username} · Lifeline`;
  }

  byId('status').addEventListener('click', () => session.show(state.me.status === 'hide' ? 'online' : 'hide'));
  const seen = () => looking() && dispatch({ act: 'seen' });
  window.addEventListener('focus', seen);
  document.addEventListener('visibilitychange', seen);

  try {
    await session.refresh();
  } catch (refusal) {
    if (refusal.isFinal) {
      showRefusal(refusal);
      return;
    }
    // Otherwise the line finds out when the server is back, and refreshes.
  }
  showPage('chat');
  session.start();
  follow();
}

let shownMe;

function showMe({ id, username, avatar: src, status }) {
  const look = JSON.stringify([id, username, src, status]);
  if (look === shownMe) return;
  shownMe = look;
  byId('me-avatar').replaceChildren(avatar({ id, name: username, avatar: src }, 'small'));
  byId('me-name').textContent = username;
  const control = byId('status');
  control.dataset.status = status;
  control.setAttribute('aria-checked', String(status === 'online'));
  control.querySelector('.words').textContent = t(`me.${status}`);
}
