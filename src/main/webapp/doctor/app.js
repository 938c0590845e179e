import { showFound, wireChecks } from './checks.js';
import { fetchWords, language } from './texts.js';
import { say, View } from './view.js';
import { Way } from './way.js';

const lang = language();
const t = await fetchWords(lang);

document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
document.title = `Lifeline · ${t('page.title')}`;
document.querySelectorAll('[data-t]').forEach((element) => (element.textContent = t(element.dataset.t)));
document.querySelectorAll('[data-t-label]').forEach((element) => (element.ariaLabel = t(element.dataset.tLabel)));

const field = document.querySelector('#key');
const key = (status) => {
  if (!field.value) {
    say(status, 'bad', t('page.no-key'));
    field.focus();
  }
  return field.value.trim();
};
const options = { t, lang, view: new View(t), key };

new Way(options);
wireChecks(options);
field.onchange = () => field.value && showFound(options, field.value.trim());
