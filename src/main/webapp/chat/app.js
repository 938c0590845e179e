import * as api from './api.js';
import { createComposer } from './composer.js';
import { avatar, byId, translate } from './dom.js';
import { lang, t } from './i18n.js';
import { createKept, storageOrNull } from './kept.js';
import { listenToShortcuts } from './keyboard.js';
import { createNotifier } from './notifier.js';
import { wordsOf } from './reasons.js';
import { createRecent } from './recent.js';
import { summaryOf } from './rich-text.js';
import { createSession } from './session.js';
import { EMPTY, keyOf, reduce, unreadOf } from './store.js';
import { createTabs } from './tabs.js';
import { showPage, showPanel, showSetup, showSignIn, showTrial } from './view-cards.js';
import { createDiagnosis } from './view-diagnosis.js';
import { createMembers, prepareDialogs, showHelp } from './view-dialogs.js';
import { createLight } from './view-light.js';
import { createList } from './view-list.js';
import { createTalk } from './view-talk.js';
import { followViewport } from './viewport.js';

const user = new URLSearchParams(location.search).get('user')?.trim();

document.documentElement.lang = lang;
translate(document);
prepareDialogs();
followViewport();
if (user) runChat();
else offerPeople();

async function offerPeople() {
  try {
    showSignIn(await api.init('u1'));
  } catch (refusal) {
    showRefusal(refusal);
  }
}

function showRefusal({ status, message: title, detail, problem }) {
  const again = () => location.reload();
  if (problem === 'login-not-configured') showSetup({ enter: api.enterSetupKey, opened: again });
  else showPanel({ user, status, title, detail, problem, again });
}

async function runChat() {
  let state = { ...EMPTY, me: { id: user, username: user, status: 'online' } };
  let drawing = false;
  const scope = new URL(`web/count/${encodeURIComponent(user)}`, document.baseURI).href;
  const drafts = createKept(storageOrNull('sessionStorage'), `${scope} draft`);
  const kept = createKept(storageOrNull('localStorage'), scope);
  const recent = createRecent(kept);
  let earlier = recent.load();

  const dispatch = (action) => {
    state = reduce(state, action);
    if (drawing) return;
    drawing = true;
    // Not with the next frame: a hidden page has none, and its title tells of new messages.
    queueMicrotask(draw);
  };
  const looking = () => document.visibilityState === 'visible' && document.hasFocus();
  const announce = (words) => (byId('announce').textContent = words);

  const tabs = createTabs(scope, { looking, onShown: (key, cid) => dispatch({ act: 'shown', key, cid }) });
  const session = createSession({
    user,
    state: () => state,
    dispatch,
    looking,
    onLine: (line) => {
      showLight(line);
      diagnosis.follow(line);
      byId('status').disabled = !session.isUp();
      const { state: step } = line;
      if (step === 'stopped') showStopped(line);
      else showPage('chat');
      if (step === 'open') fillEarlier();
    },
    onDiagnosis: (found) => diagnosis.show(found),
    onShown: tabs.shown,
    onMessage: ({ username, content }, key) => {
      const text = summaryOf(String(content), document.baseURI, { picture: t('message.picture') });
      const said = t('talk.said', { name: username, text: text.slice(0, 200) });
      announce(said);
      const { type, name, avatar: icon } = state.contacts[key];
      notifier.notify(key, name, type === 'group' ? said : text, icon);
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

  const write = (id, name = id) => {
    const known = Object.values(state.contacts).find((c) => c.type === 'friend' && (c.id === id || c.name === id));
    if (!known) dispatch({ act: 'stranger', id, name });
    open(known?.key ?? keyOf('friend', id));
  };

  const diagnosis = createDiagnosis();
  const showLight = createLight({ retry: session.comeBackNow, lastDiagnosis: diagnosis.last });
  const list = createList({ choose: open, write, draftOf: drafts.get });
  const showMembers = createMembers({ write, load: () => session.members(state.contacts[state.open].id) });
  const showTalk = createTalk({
    retry: (message) => session.retry(state.open, message),
    recall: (message) => session.recall(state.open, message),
    older: () => session.history.older(state.open),
    back: () => open(null),
    time: session.time,
  });
  const composer = { write: (text) => session.write(state.open, text), typing: () => session.typing(state.open) };
  const showComposer = createComposer(composer, drafts);
  const notifier = createNotifier({ kept, anyLooked: tabs.anyLooked, open, tell: showNote });

  // One after the other: each is a question to the server.
  async function fillEarlier() {
    const keys = earlier.map(({ key }) => key).filter((key) => Object.hasOwn(state.contacts, key));
    earlier = [];
    for (const key of keys) await session.history.begin(key);
  }

  // The page's data are judged as its handshake is, and that answer names its problem.
  async function showStopped(line) {
    const why = { user, ...line.reason, ...wordsOf(line.reason), again: session.comeBackNow };
    const refusal = why.status && (await api.init(user).catch((error) => error));
    if (line.state !== 'stopped') return;
    if (refusal?.problem === 'login-not-configured') showRefusal(refusal);
    else showPanel({ ...why, problem: refusal?.problem });
  }

  function draw() {
    drawing = false;
    list.show(state);
    showTalk(state);
    showComposer(state);
    showMembers(state);
    showMe(state.me);
    recent.save(state);
    if (looking()) session.shown(state.open);
    const unread = unreadOf(state);
    document.title = `${unread ? `(${unread}) ` : ''}${state.me.username} · Lifeline`;
  }

  function showNote(words) {
    byId('note').textContent = words;
    byId('note').hidden = !words;
    announce(words);
  }

  const focusSearch = () => {
    if (state.open && matchMedia('(max-width: 760px)').matches) open(null);
    byId('search').focus();
    byId('search').select();
  };
  const goTo = (step) => {
    const key = list.neighbour(step);
    if (key) open(key);
  };
  const leave = () => {
    const key = state.open;
    if (!key) return;
    open(null);
    document.querySelector(`[data-contact="${CSS.escape(key)}"]`)?.focus();
  };
  listenToShortcuts({
    previous: () => goTo(-1), next: () => goTo(1), search: focusSearch, help: showHelp, close: leave,
  });
  byId('help-open').addEventListener('click', showHelp);
  byId('skip').addEventListener('click', () => (state.open ? byId('message').focus() : focusSearch()));
  byId('note').addEventListener('click', () => showNote(''));
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
  dispatch({ act: 'recent', rows: earlier });
  showPage('chat');
  session.start();
  follow();
}

let shownMe;

function showMe({ id, username, avatar: src, status, trial }) {
  const look = JSON.stringify([id, username, src, status, trial]);
  if (look === shownMe) return;
  shownMe = look;
  byId('me-avatar').replaceChildren(avatar({ id, name: username, avatar: src }, 'small'));
  byId('me-name').textContent = username;
  showTrial(trial === true);
  const control = byId('status');
  control.dataset.status = status;
  control.setAttribute('aria-checked', String(status === 'online'));
  control.querySelector('.words').textContent = t(`me.${status}`);
}
