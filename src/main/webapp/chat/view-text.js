import { el } from './dom.js';
import { t } from './i18n.js';
import { beginningOf, isEmojiOnly, partsOf } from './rich-text.js';

/**
 * A message's words, with what in them leads somewhere. Everything is put in as text: nothing is parsed as markup.
 *
 * @param {string} text
 * @param {{unfolded: boolean, unfold: (unfolded: boolean) => void}} fold whether a long text is shown whole
 * @returns {HTMLElement}
 */
export function messageText(text, { unfolded, unfold }) {
  const parts = partsOf(text, document.baseURI);
  const beginning = beginningOf(parts);
  const shown = beginning && !unfolded ? beginning : parts;
  const words = el(`div.text${isEmojiOnly(text) ? '.large' : ''}`, { dir: 'auto' }, ...shown.map(nodeOf));
  if (!beginning) return words;
  if (!unfolded) words.append('…');
  const more = el('button.more',
    { type: 'button', 'aria-expanded': String(unfolded), on: { click: () => unfold(!unfolded) } },
    t(unfolded ? 'message.less' : 'message.more'));
  return el('div.foldable', {}, words, more);
}

const NODES = {
  text: ({ text }) => text,
  emoji: ({ text }) => text,
  code: ({ text }) => el('pre.code', { tabIndex: 0 }, text),
  link: (part) => linkTo(part),
  file: (part) => linkTo(part, '📎 '),
  picture: (part) => (part.own ? pictureOf(part) : linkTo(part, `${t('message.picture')} `)),
};

const nodeOf = (part) => NODES[part.kind](part);

// A label may say what it likes: where it leads to another server, that one's name stands beside it.
function linkTo({ href, host, text }, before = '') {
  const words = [before && el('span', {}, before), el('bdi', {}, text), host && el('bdi.host', {}, ` (${host})`)];
  const title = [host ? t('message.leadsTo', { host }) : href, t('message.newTab')].join(', ');
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer', title }, ...words.filter(Boolean));
}

// Pictures of other servers are not loaded: the policy in index.html allows our own, and who reads tells nobody so.
function pictureOf(part) {
  const title = t('message.newTab');
  const link = el('a.shown', { href: part.href, target: '_blank', rel: 'noopener noreferrer', title });
  const alt = `${t('message.picture')} ${part.text}`;
  link.append(el('img', { src: part.href, alt, loading: 'lazy', on: { error: () => link.replaceWith(linkTo(part)) } }));
  return link;
}
