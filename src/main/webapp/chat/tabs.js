/**
 * What several tabs of one user tell each other: what was seen in one of them is not unread in another.
 *
 * @param {string} scope names user and server: the address of his endpoint
 * @param {object} page
 * @param {() => boolean} page.looking whether somebody sits in front of this tab
 * @param {(key: string, cid: string) => void} page.onShown another tab has shown a conversation, up to this message
 * @returns {{shown: (key: string, cid: string) => void, anyLooked: () => Promise<boolean>}} `shown`: tells the others;
 *     `anyLooked`: whether somebody sits in front of any of them
 */
export function createTabs(scope, { looking, onShown }) {
  const channel = new BroadcastChannel(`lifeline ${scope}`);
  channel.addEventListener('message', ({ data }) => onShown(data.key, data.cid));

  // Held for as long as this tab is looked at. There are no locks outside of HTTPS, and no notifications either.
  const name = `lifeline looked at ${scope}`;
  let release = null;
  const follow = () => {
    if (looking() === (release !== null)) return;
    if (release) {
      release();
      release = null;
    } else {
      const held = new Promise((resolve) => (release = resolve));
      navigator.locks?.request(name, { mode: 'shared' }, () => held);
    }
  };
  window.addEventListener('focus', follow);
  window.addEventListener('blur', follow);
  document.addEventListener('visibilitychange', follow);
  follow();

  return {
    shown: (key, cid) => channel.postMessage({ key, cid }),
    anyLooked: async () => (await navigator.locks?.query())?.held.some((lock) => lock.name === name) ?? false,
  };
}
