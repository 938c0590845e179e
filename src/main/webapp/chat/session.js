import { backoffDelay } from '../lifeline/backoff.js';
import { randomId } from '../lifeline/ids.js';
import { connect } from '../lifeline/lifeline.js';
import { isUp as isUpState } from '../lifeline/states.js';
import * as api from './api.js';
import { createHistory } from './history.js';
import { t } from './i18n.js';
import { isTime, keyOf } from './store.js';

/** Who wrote a letter is shown as writing for so many ms; the others are told this often. */
const TYPING = 5000;
const TYPING_AGAIN = 3000;

/**
 * Ties the line to the store: what comes becomes actions, what is written goes out.
 *
 * @param {object} page
 * @param {string} page.user
 * @param {() => import('./store.js').State} page.state
 * @param {(action: object) => void} page.dispatch
 * @param {() => boolean} page.looking whether somebody sits in front of the page
 * @param {(line: import('../lifeline/lifeline.js').Line) => void} page.onLine the line has changed
 * @param {(message: object, key: string) => void} page.onMessage somebody else's message has come, into this
 *     conversation
 * @param {(diagnosis: {en: string, zh: string}) => void} page.onDiagnosis why the connection before this one ended
 * @param {(key: string, cid: string) => void} page.onShown a conversation was looked at, up to this message
 * @param {typeof connect} [page.openLine] for tests
 */
export function createSession(page) {
  const { user, state, dispatch, looking, onLine, onMessage, onDiagnosis, onShown, openLine = connect } = page;
  let line = null;
  /** Server's clock minus this one's, ms: messages of both sides stand in one order. */
  let ahead = -Infinity;
  let order = 0;
  let refreshing = 0;
  let wasUp = false;
  let toldTyping = { key: null, at: 0 };
  const typing = new Map();
  const told = new Map();
  const history = createHistory({ user, state, dispatch });

  const time = () => Date.now() + (Number.isFinite(ahead) ? ahead : 0);

  // A timestamp is as old as its way here was long: the youngest one seen tells best.
  const learn = (timestamp) => {
    if (isTime(timestamp)) ahead = Math.max(ahead, timestamp - Date.now());
  };

  /** Fills in people, groups and who is online. Only the latest one called counts. */
  async function refresh() {
    const mine = ++refreshing;
    const data = await api.init(user);
    if (mine === refreshing) dispatch({ act: 'init', data });
  }

  async function keepRefreshing(tries = 0) {
    try {
      await refresh();
    } catch (refusal) {
      // While the line is down its return refreshes.
      const again = () => isUp() && keepRefreshing(tries + 1);
      if (!refusal.isFinal) setTimeout(again, 1000 + backoffDelay(tries));
    }
  }

  function start() {
    line = openLine(`web/count/${encodeURIComponent(user)}`);
    line.onState(() => {
      if (isUp() && !wasUp) keepRefreshing();
      wasUp = isUp();
      // Not before what was missed is there: it would no longer be new.
      if (line.state === 'open') history.begin(state().open);
      onLine(line);
    });
    line.onSend(restored);
    line.on('pong', () => onLine(line));
    line.on('diagnosis', onDiagnosis);
    line.on('welcome', (welcome) => {
      ahead = -Infinity;
      learn(welcome.time);
    });
    line.on('reload', () => {
      dispatch({ act: 'stale' });
      history.begin(state().open);
    });
    line.on('friend', take);
    line.on('group', take);
    line.on('system', (message) => {
      dispatch({ act: 'system', message, at: isTime(message.timestamp) ? message.timestamp : time() });
    });
    line.on('onlineStatus', ({ id, content }) => dispatch({ act: 'presence', id, status: content }));
    line.on('delivered', ({ id, cid }) => dispatch({ act: 'receipt', mark: 'delivered', id, cid }));
    line.on('read', ({ id, cid }) => dispatch({ act: 'receipt', mark: 'read', id, cid }));
    line.on('typing', showTyping);
    line.on('delMsg', recalled);
    line.on('refused', ({ cid, content }) => {
      // Where it is known which message was meant, its own answer says so.
      if (!cid && state().open) tellIn(state().open, content || t('message.tooMuch'));
    });
    onLine(line);
  }

  /** Messages can be sent. */
  const isUp = () => line !== null && isUpState(line.state);

  // What this page has written tells its own promise; this is for what an earlier one left behind.
  function restored({ cid, message, state: step, restored: isLeft, timestamp, error }) {
    // A recall that was left names a line, and is none.
    if (!isLeft || message.type !== undefined) return;
    const { to, content } = message;
    dispatch({ act: 'restored', to, cid, text: String(content ?? ''), at: time(), order: ++order });
    if (step === 'sent') dispatch({ act: 'sent', cid, at: timestamp });
    if (step === 'refused') dispatch({ act: 'refused', cid, reason: reasonOf(error) });
  }

  function take(message) {
    learn(message.timestamp);
    const key = keyOf(message.type, message.id);
    const isKnown = Object.hasOwn(state().contacts, key);
    dispatch({ act: 'message', message, at: time(), looking: looking() });
    if (!isKnown && message.type === 'group') keepRefreshing();
    if (message.mine !== true) onMessage(message, key);
  }

  function showTyping({ in: type, id, fromid }) {
    const key = keyOf(type, id);
    clearTimeout(typing.get(key));
    typing.set(key, setTimeout(() => dispatch({ act: 'typing', key, id: null }), TYPING));
    dispatch({ act: 'typing', key, id: fromid });
  }

  function recalled({ cid, userId, toType, toId }) {
    const from = String(userId);
    const other = toType === 'group' || from === state().me.id ? toId : from;
    dispatch({ act: 'recalled', key: keyOf(toType, other), from, cid });
  }

  const tellIn = (key, content) => {
    const { type, id } = state().contacts[key];
    dispatch({ act: 'system', message: { type, id, content }, at: time() });
  };

  const addressOf = (key) => {
    const { id, type } = state().contacts[key];
    return { id, type };
  };

  const reasonOf = ({ content, message, code }) =>
    content || (typeof code === 'number' ? t('message.tooMuch') : message);

  function send(key, cid, content) {
    line.send({ cid, to: addressOf(key), content }).then(
      ({ timestamp }) => {
        learn(timestamp);
        dispatch({ act: 'sent', cid, at: timestamp });
      },
      (refused) => dispatch({ act: 'refused', cid, reason: reasonOf(refused) }),
    );
  }

  return {
    refresh,
    start,
    history,
    time,
    isUp,
    comeBackNow: () => line.retry(),

    write(key, text) {
      const cid = randomId();
      dispatch({ act: 'written', key, cid, text, at: time(), order: ++order });
      send(key, cid, text);
    },

    retry(key, { cid, text }) {
      dispatch({ act: 'retry', cid, order: ++order });
      send(key, cid, text);
    },

    recall(key, { cid }) {
      line.recall(cid, addressOf(key)).then(
        () => dispatch({ act: 'recalled', key, from: state().me.id, cid }),
        (refused) => tellIn(key, t('message.notRecalled', { reason: reasonOf(refused) })),
      );
    },

    /** A letter was written in this conversation. */
    typing(key) {
      if (toldTyping.key === key && Date.now() - toldTyping.at < TYPING_AGAIN) return;
      toldTyping = { key, at: Date.now() };
      line.typing(addressOf(key));
    },

    /** Somebody looks at this conversation. */
    shown(key) {
      if (!line) return;
      const newest = state().talks[key]?.messages.findLast(({ mine, system, cid }) => !mine && !system && cid);
      if (!newest || told.get(key) === newest.cid) return;
      told.set(key, newest.cid);
      onShown(key, newest.cid);
      const { type, id } = state().contacts[key];
      if (type === 'friend') line.read(id, newest.cid);
    },

    /** @param {'online'|'hide'} status */
    show(status) {
      if (!isUp()) return;
      line.tell({ mine: { id: user, content: status }, to: { type: 'onlineStatus' } });
      dispatch({ act: 'ownStatus', status });
    },

    async members(id) {
      const { list, owner } = await api.members(user, id);
      dispatch({ act: 'members', key: keyOf('group', id), list, owner });
    },
  };
}
