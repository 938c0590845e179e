import { avatar, byId, el } from './dom.js';
import { t } from './i18n.js';
import { isUserId } from './user-id.js';

const PAGES = ['signin', 'setup', 'panel', 'chat'];

/** Shows one of the page's faces. */
export function showPage(id) {
  PAGES.forEach((page) => (byId(page).hidden = page !== id));
}

const addressOf = (user) => `?${new URLSearchParams({ user })}`;

/**
 * @param {{mine: object, friend: object[]}} data of somebody: he and his friends are offered
 */
export function showSignIn({ mine, friend = [] }) {
  const people = [mine, ...friend.flatMap(({ list = [] }) => list)];
  byId('people').replaceChildren(
    ...people.map(({ id, username, avatar: src, sign }) =>
      el('a.person', { href: addressOf(id), data: { person: id } },
        avatar({ id, name: username, avatar: src }),
        el('span.who', {}, el('span.name', {}, username), sign ? el('span.about', {}, sign) : null))),
  );
  byId('guest').addEventListener('submit', (event) => {
    event.preventDefault();
    const field = byId('guest-name');
    const name = field.value.trim();
    field.setCustomValidity(isUserId(name) ? '' : t('signin.badName'));
    if (field.reportValidity()) location.assign(addressOf(name));
  });
  byId('guest-name').addEventListener('input', ({ target }) => target.setCustomValidity(''));
  showTrial(mine.trial === true);
  showPage('signin');
}

/**
 * Asks for the key that opens a server which nobody configured.
 *
 * @param {object} acts
 * @param {(key: string) => Promise<void>} acts.enter rejected with the server's refusal
 * @param {() => void} acts.opened it was the right one
 */
export function showSetup({ enter, opened }) {
  const field = byId('setup-key');
  const error = byId('setup-error');
  byId('setup-form').onsubmit = async (event) => {
    event.preventDefault();
    error.textContent = '';
    try {
      await enter(field.value);
      opened();
    } catch (refusal) {
      error.textContent = whyNot(refusal);
      field.select();
    }
  };
  showPage('setup');
  field.focus();
}

function whyNot({ status, problem, message, retryAfter }) {
  if (problem === 'wrong-setup-key') return t('setup.wrong');
  if (problem === 'too-many-setup-keys') return t('setup.tooMany', { n: retryAfter });
  return message || (status ? t('panel.answered', { status }) : t('panel.unreachable'));
}

/** @param {boolean} isTrial whether the server is open for this browser only */
export function showTrial(isTrial) {
  document.querySelectorAll('.trial').forEach((banner) => (banner.hidden = !isTrial));
}

/**
 * Says in words why there is no chat.
 *
 * @param {object} why
 * @param {string} [why.user]
 * @param {number} [why.status] of HTTP; 0: no answer
 * @param {number} [why.code] of a close
 * @param {string} [why.title] the server's words
 * @param {string} [why.detail] and more of them
 * @param {string} [why.problem] its name
 * @param {() => void} why.again
 */
export function showPanel({ user, status, code, title, detail, problem, again }) {
  const own = status === 0 ? t('panel.unreachable') : t('panel.answered', { status });
  let heading = t('panel.trouble');
  if (code) heading = t('panel.closed');
  else if (user && (status === 401 || problem === 'wrong-user')) heading = t('panel.refused', { user });
  else if (status === 401) heading = t('panel.refusedAll');
  else if (problem === 'foreign-origin') heading = t('panel.foreign');
  byId('panel-title').textContent = heading;
  byId('panel-reason').replaceChildren(el('strong', {}, title || own), ...(detail ? [el('span', {}, detail)] : []));
  byId('panel-again').onclick = again;
  byId('panel-other').hidden = !user;
  showPage('panel');
}
