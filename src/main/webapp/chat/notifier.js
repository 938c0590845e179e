import { byId, ownPicture } from './dom.js';
import { t } from './i18n.js';

/** What is shown of a message, in characters. */
const LONGEST = 200;

/**
 * Tells of messages while nobody looks at the page, if its user wants that. The browser is asked for leave only when
 * he switches the bell on.
 *
 * @param {object} page
 * @param {ReturnType<typeof import('./kept.js').createKept>} page.kept remembers the switch
 * @param {() => Promise<boolean>} page.anyLooked whether somebody sits in front of a tab of this user's
 * @param {(key: string) => void} page.open shows a conversation
 * @param {(words: string) => void} page.tell says why there are none
 * @returns {{notify: (key: string, title: string, body: string, icon?: string) => Promise<void>}}
 */
export function createNotifier({ kept, anyLooked, open, tell }) {
  const bell = byId('bell');
  let on = false;

  const set = (wanted) => {
    on = wanted && globalThis.Notification?.permission === 'granted';
    bell.setAttribute('aria-checked', String(on));
    bell.dataset.on = String(on);
  };
  bell.addEventListener('click', async () => {
    const wanted = !on;
    if (wanted && !globalThis.Notification) {
      tell(t('me.bellNone'));
      return;
    }
    if (wanted && Notification.permission === 'default') await Notification.requestPermission();
    set(wanted);
    kept.set('bell', on ? 'on' : '');
    if (wanted && !on) tell(t('me.bellDenied'));
  });
  set(kept.get('bell') === 'on');

  return {
    async notify(key, title, body, icon) {
      if (!on || (await anyLooked())) return;
      let notification;
      try {
        // One for a conversation, the newest; other tabs of the same person replace it by their own.
        const look = { body: body.slice(0, LONGEST), icon: ownPicture(icon) ?? undefined };
        notification = new Notification(title, { ...look, tag: `lifeline ${key}` });
      } catch {
        // Some browsers have the class for service workers only.
        set(false);
        tell(t('me.bellNone'));
        return;
      }
      notification.addEventListener('click', () => {
        window.focus();
        open(key);
        notification.close();
      });
    },
  };
}
