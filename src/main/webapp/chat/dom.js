import { t } from './i18n.js';
import { urlOf } from './url.js';

/** @returns {HTMLElement} the element with this id */
export const byId = (id) => document.getElementById(id);

/**
 * Builds an element. Text goes in as text: nothing is ever parsed as markup.
 *
 * @param {string} name `button.contact`: its tag and class
 * @param {object} [properties] `data` sets data attributes, `on` listeners, `aria-…` and `role` attributes;
 *     all else properties
 * @param {...(Node|string|null|undefined)} children
 * @returns {HTMLElement}
 */
export function el(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'data') Object.entries(value).forEach(([k, v]) => v != null && (element.dataset[k] = v));
    else if (key === 'on') Object.entries(value).forEach(([k, v]) => element.addEventListener(k, v));
    else if (key.startsWith('aria-') || key === 'role') element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/**
 * @param {string} path of a drawing in a box of 20 x 20
 * @returns {SVGElement} not read out: its words stand beside it
 */
export function icon(path) {
  const [svg, line] = ['svg', 'path'].map((tag) => document.createElementNS('http://www.w3.org/2000/svg', tag));
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** Makes the children be exactly these, moving only what is out of place: focus and scrolling survive. */
export function arrange(parent, children) {
  let next = parent.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child, next);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

/** Fills in the texts that the page's HTML names. */
export function translate(root) {
  root.querySelectorAll('[data-t]').forEach((e) => (e.textContent = t(e.dataset.t)));
  root.querySelectorAll('[data-t-placeholder]').forEach((e) => (e.placeholder = t(e.dataset.tPlaceholder)));
  root.querySelectorAll('[data-t-label]').forEach((e) => {
    e.setAttribute('aria-label', t(e.dataset.tLabel));
    if (e.matches('button')) e.title = t(e.dataset.tLabel);
  });
}

/**
 * A round picture, or the first letter of the name where there is none, or it does not load.
 *
 * @param {{id: string, name: string, avatar?: string}} who
 * @param {string} [size] '', 'small' or 'large'
 * @returns {HTMLElement}
 */
export function avatar({ id, name, avatar: src }, size = '') {
  const tone = [...String(id)].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 6, 0);
  const initial = () => [...(name || '?').trim()][0]?.toUpperCase() ?? '?';
  const frame = el(`span.avatar.tone-${tone}${size && `.${size}`}`, { 'aria-hidden': 'true' });
  const own = ownPicture(src);
  if (!own) frame.textContent = initial();
  else frame.append(el('img', { src: own, alt: '', on: { error: () => (frame.textContent = initial()) } }));
  return frame;
}

/**
 * Pictures of other servers are not asked for: the policy in index.html forbids it, and who reads tells nobody so.
 *
 * @param {string} [src]
 * @returns {?string} its whole address, if it lies on this page's own server
 */
export function ownPicture(src) {
  const url = src && urlOf(src, document.baseURI);
  return url?.origin === location.origin ? url.href : null;
}
