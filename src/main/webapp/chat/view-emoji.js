import { byId, el } from './dom.js';
import { GROUPS, findEmoji, nameOf } from './emoji.js';
import { lang, t } from './i18n.js';
import { rove } from './keyboard.js';

/**
 * The panel of emoji above the field to write in.
 *
 * @param {{insert: (sign: string) => void, done: () => void}} acts `done`: it was closed by the keyboard
 * @returns {{close: () => void}}
 */
export function createEmojiPicker({ insert, done }) {
  const opener = byId('emoji-open');
  const panel = byId('emoji');
  const search = byId('emoji-search');
  const found = byId('emoji-found');
  // As many as stand in the first row.
  const columns = () => {
    const all = [...found.querySelectorAll('.emoji')];
    const second = all.findIndex(({ offsetTop }) => offsetTop > all[0].offsetTop);
    return Math.max(1, second < 0 ? all.length : second);
  };
  const settle = rove(found, '.emoji', columns);

  const button = (emoji) => {
    const name = nameOf(emoji, lang);
    const { sign } = emoji;
    return el('button.emoji', { type: 'button', title: name, 'aria-label': name, data: { sign } }, sign);
  };
  const show = () => {
    const wanted = search.value.trim();
    const groups = wanted
      ? [{ emoji: findEmoji(wanted) }]
      : GROUPS.map(({ name, emoji }) => ({ title: t(`emoji.${name}`), emoji }));
    found.replaceChildren(...groups.flatMap(({ title, emoji }) => [
      title ? el('h3.section', {}, title) : '',
      emoji.length ? el('div.emojis', {}, ...emoji.map(button)) : el('p.hint', {}, t('emoji.none')),
    ]));
    found.scrollTop = 0;
    settle();
  };

  const close = () => {
    panel.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  };
  opener.addEventListener('click', () => {
    if (!panel.hidden) {
      close();
      return;
    }
    search.value = '';
    panel.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    show();
    search.focus();
  });
  search.addEventListener('input', show);
  search.addEventListener('keydown', (event) => {
    if (event.isComposing || !['Enter', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    const first = found.querySelector('.emoji');
    if (event.key === 'Enter') first?.click();
    else first?.focus();
  });
  found.addEventListener('click', ({ target }) => {
    const { sign } = target.closest('.emoji')?.dataset ?? {};
    if (sign) insert(sign);
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    close();
    done();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!panel.contains(target) && !opener.contains(target)) close();
  });
  panel.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !panel.contains(relatedTarget) && relatedTarget !== opener) close();
  });
  return { close };
}
