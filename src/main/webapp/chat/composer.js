import { byId } from './dom.js';
import { t } from './i18n.js';
import { createEmojiPicker } from './view-emoji.js';

/** What the server takes in one message, in characters. */
const LONGEST = 3000;

/** From here on the writer is told how many are left. */
const NEARLY = 200;

/**
 * The field to write in; keeps a draft for every conversation.
 *
 * @param {object} acts
 * @param {(text: string) => void} acts.write
 * @param {() => void} acts.typing a letter was written
 * @param {{get: (key: string) => ?string, set: (key: string, text: string) => void}} drafts
 * @returns {(state: import('./store.js').State) => void} shows it
 */
export function createComposer({ write, typing }, drafts) {
  const field = byId('message');
  let key = null;

  const fit = () => {
    const left = LONGEST - field.value.length;
    byId('left').textContent = left <= NEARLY ? t('talk.left', { n: left }) : '';
    byId('send').disabled = field.value.trim() === '';
    field.style.height = 'auto';
    // The height counts the borders, scrollHeight does not.
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  const changed = () => {
    fit();
    drafts.set(key, field.value);
    if (field.value.trim()) typing();
  };
  const submit = () => {
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    drafts.set(key, '');
    fit();
    write(text);
    field.focus();
  };
  const emoji = createEmojiPicker({
    insert(sign) {
      if (field.value.length + sign.length > LONGEST) return;
      field.setRangeText(sign, field.selectionStart, field.selectionEnd, 'end');
      changed();
    },
    done: () => field.focus(),
  });

  field.addEventListener('input', changed);
  field.addEventListener('keydown', (event) => {
    // While an input method is open, Enter chooses its word; Safari says so by the key code only.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });

  return function show({ open }) {
    if (open === key) return;
    key = open;
    emoji.close();
    if (!key) return;
    field.value = drafts.get(key) ?? '';
    fit();
    // On a touch screen the keyboard would cover what one came to read.
    if (matchMedia('(hover: hover)').matches) field.focus();
  };
}
