import * as api from './api.js';
import { NONE } from './talks.js';

/** Messages that are loaded at a time. */
const PART = 30;

/**
 * Loads what was said before the page was opened, from the newest upwards.
 *
 * @param {object} page
 * @param {string} page.user
 * @param {() => import('./store.js').State} page.state
 * @param {(action: object) => void} page.dispatch
 * @param {typeof api.history} [page.fetchPart]
 * @returns {{begin: (key: string) => Promise<void>, older: (key: string) => Promise<void>}} `begin`: a conversation's
 *     newest part, unless it is there; `older`: the part above what is there
 */
export function createHistory({ user, state, dispatch, fetchPart = api.history }) {
  const talkOf = (key) => state().talks[key] ?? NONE;

  async function load(key) {
    const contact = state().contacts[key];
    const { history, before, loading } = talkOf(key);
    if (!contact || loading) return;
    dispatch({ act: 'loading', key, loading: true });
    let part;
    try {
      part = { act: 'history', key, ...(await gather(contact, before)) };
    } catch (refusal) {
      // Where there is none, the page shows what comes while it is open.
      part = refusal.isFinal ? { act: 'history', key, rows: [], more: false } : { act: 'loading', key, loading: false };
    }
    if (talkOf(key).history === history) {
      dispatch(part);
      return;
    }
    // It was asked for before messages went missing.
    dispatch({ act: 'loading', key, loading: false });
    await load(key);
  }

  // Lines that were taken back may be left out: only an empty part is the end.
  async function gather(contact, before) {
    const rows = [];
    while (rows.length < PART) {
      const part = await fetchPart(user, contact, { before: rows.at(-1)?.logid ?? before, limit: PART });
      if (part.length === 0) return { rows, more: false };
      rows.push(...part);
    }
    return { rows, more: true };
  }

  return {
    begin: async (key) => ['none', 'stale'].includes(talkOf(key).history) && load(key),
    older: async (key) => talkOf(key).history === 'more' && load(key),
  };
}
