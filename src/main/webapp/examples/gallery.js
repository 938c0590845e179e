import { connect } from '../lifeline/lifeline.js';
import { me } from './me.js';
import { t, lang } from './texts.js';

/** Ms for which the button takes the connection away. */
const AWAY = 3_000;

const all = (selector) => document.querySelectorAll(selector);
const one = (selector) => document.querySelector(selector);

document.documentElement.lang = lang;
document.title = `Lifeline · ${t('title')}`;
all('[data-t]').forEach((element) => (element.textContent = t(element.dataset.t)));
all('[data-t-placeholder]').forEach((element) => (element.placeholder = t(element.dataset.tPlaceholder)));
all('[data-t-label]').forEach((element) => (element.ariaLabel = t(element.dataset.tLabel)));

one('#me').textContent = me;
one('#push code').textContent =
  `curl -H "Authorization: Bearer THE_PUSH_KEY" ${new URL('../api/v1/push', location.href)} \\\n` +
  `     -d '{"to":{"users":["${me}"]},"message":{"type":"count","content":42}}'`;
all('.code[data-file]').forEach(showFile);
all('.code').forEach(addCopy);

const line = connect(`../web/count/${me}`);
line.onState(showState);
showState();

// Anna's own line does not hear that the window is "offline": what she writes meanwhile waits for the return.
const anna = connect('../web/count/u2', { window: null });
let written = 0;
one('#write').onclick = () => {
  anna.send({ to: { id: me, type: 'friend' }, content: t('anna', { n: ++written }) })
    .catch(({ message }) => (one('#state .words').textContent = message));
};
one('#lose').onclick = () => {
  one('#lose').disabled = true;
  window.dispatchEvent(new Event('offline'));
  setTimeout(() => {
    window.dispatchEvent(new Event('online'));
    one('#lose').disabled = false;
  }, AWAY);
};

function showState() {
  one('#state').dataset.state = line.state;
  const words = t(`state.${line.state}`);
  const { title, detail } = line.reason ?? {};
  const why = [title, detail].filter(Boolean).join('. ');
  one('#state .words').textContent = line.state === 'stopped' ? `${words}: ${why}` : words;
}

// What is shown is the file that runs.
async function showFile(figure) {
  const { file } = figure.dataset;
  const response = await fetch(file);
  const text = response.ok ? await response.text() : `${file}: ${response.status}`;
  figure.querySelector('code').textContent = text.trim();
}

function addCopy(figure) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = t('copy');
  button.onclick = async () => {
    const copied = await navigator.clipboard?.writeText(figure.querySelector('code').textContent).then(
      () => true,
      () => false,
    );
    button.textContent = t(copied ? 'copied' : 'notCopied');
  };
  figure.append(button);
}
