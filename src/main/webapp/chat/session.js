import { backoffDelay } from '../lifeline/backoff.js';
import { connect } from '../lifeline/lifeline.js';
import * as api from './api.js';
import { t } from './i18n.js';
import { isTime, keyOf, waitingOf } from './store.js';

/**
 * Ties the line to the store: what comes becomes actions, what waits to be sent goes out in order.
 *
 * @param {object} page
 * @param {string} page.user
 * @param {() => import('./store.js').State} page.state
 * @param {(action: object) => void} page.dispatch
 * @param {() => boolean} page.looking whether somebody sits in front of the page
 * @param {(line: import('../lifeline/lifeline.js').Line) => void} page.onLine the line has changed
 * @param {(message: object) => void} page.onMessage somebody else's message has come
 */
export function createSession({ user, state, dispatch, looking, onLine, onMessage }) {
  let line = null;
  /** Server's clock minus this one's, ms: messages of both sides stand in one order. */
  let ahead = -Infinity;
  let order = 0;
  let refreshing = 0;

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
      const again = () => line.state === 'open' && keepRefreshing(tries + 1);
      if (!refusal.isFinal) setTimeout(again, 1000 + backoffDelay(tries));
    }
  }

  function start() {
    line = connect(`web/count/${encodeURIComponent(user)}`);
    let wasOpen = false;
    line.onState(() => {
      if (wasOpen && line.state !== 'open') dispatch({ act: 'lost', since: line.lastHeard });
      wasOpen = line.state === 'open';
      if (wasOpen) keepRefreshing();
      onLine(line);
    });
    line.on('pong', () => onLine(line));
    // After the welcome, which sets the clock, what has waited may go.
    line.on('welcome', (welcome) => {
      ahead = -Infinity;
      learn(welcome.time);
      flush();
    });
    line.on('friend', take);
    line.on('group', take);
    line.on('system', (message) => dispatch({ act: 'system', message, at: isTime(message.timestamp) ? message.timestamp : time() }));
    line.on('onlineStatus', ({ id, content }) => dispatch({ act: 'presence', id, status: content }));
    line.on('sent', ({ cid, timestamp }) => dispatch({ act: 'confirmed', cid, at: timestamp }));
    line.on('refused', refused);
    onLine(line);
  }

  function take(message) {
    learn(message.timestamp);
    const isKnown = Object.hasOwn(state().contacts, keyOf(message.type, message.id));
    dispatch({ act: 'message', message, at: time(), looking: looking() });
    if (!isKnown && message.type === 'group') keepRefreshing();
    if (message.mine !== true) onMessage(message);
  }

  function refused({ cid, code, content, reason }) {
    const words = content || reason || t('message.tooMuch');
    if (cid) dispatch({ act: 'refused', cid, reason: words });
    else if (typeof code === 'number') dispatch({ act: 'rejected', since: line.lastHeard, reason: words });
    else if (state().open) {
      // Not said which message: the reader sees it where he writes.
      const { type, id } = state().contacts[state().open];
      dispatch({ act: 'system', message: { type, id, content: words }, at: time() });
    }
  }

  function flush() {
    for (const { key, message } of waitingOf(state())) {
      if (line?.state !== 'open') return;
      const { me, contacts } = state();
      const { id, name, type } = contacts[key];
      const { text: content, cid } = message;
      const mine = { id: me.id, username: me.username, avatar: me.avatar, mine: true, content, cid };
      try {
        line.send({ mine, to: { id, name, type } });
        dispatch({ act: 'sent', cid, at: time(), handedOver: Date.now() });
      } catch (error) {
        dispatch({ act: 'refused', cid, reason: error.message });
      }
    }
  }

  return {
    refresh,
    start,
    comeBackNow: () => line.retry(),

    write(key, text) {
      dispatch({ act: 'written', key, cid: newCid(), text, at: time(), order: ++order });
      flush();
    },

    retry(cid) {
      dispatch({ act: 'retry', cid, order: ++order });
      flush();
    },

    /** @param {'online'|'hide'} status */
    show(status) {
      if (line?.state !== 'open') return;
      line.send({ mine: { id: user, content: status }, to: { type: 'onlineStatus' } });
      dispatch({ act: 'ownStatus', status });
    },

    async members(id) {
      const { list } = await api.members(user, id);
      dispatch({ act: 'members', key: keyOf('group', id), list });
    },
  };
}

// randomUUID is there on secure pages only.
function newCid() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}
