/**
 * Stands in for LayIM, which its makers license: the few of its documented calls that a line needs, and a small window.
 */

const root = document.querySelector('#layim .widget');
const [list, log, form] = ['.friends', '.log', 'form'].map((part) => root.querySelector(part));
const handlers = {};
let data = {};
let shown = null;

export const layim = {
  async config({ init }) {
    const answer = await (await fetch(init.url)).json();
    if (answer.code !== 0) throw new Error(answer.msg);
    data = answer.data;
    data.friend.flatMap((group) => group.list).forEach(addFriend);
    choose(list.value);
    fire('ready', data);
  },
  on: (event, handler) => (handlers[event] ??= []).push(handler),
  cache: () => data,
  getMessage({ id, type, username, content, mine, system }) {
    if (type === 'friend' && [...list.options].some((option) => option.value === id)) choose(id);
    draw(system ? 'system' : mine ? 'mine' : 'theirs', system || mine ? content : `${username}: ${content}`);
  },
  setFriendStatus(id, status) {
    const option = [...list.options].find(({ value }) => value === id);
    if (option) option.textContent = named(option.dataset.name, status);
  },
  setChatStatus(words) {
    root.querySelector('.status').textContent = words;
  },
};

const fire = (event, given) => (handlers[event] ?? []).forEach((handler) => handler(given));

const named = (name, status) => `${status === 'online' ? '●' : '○'} ${name}`;

function addFriend({ id, username, status }) {
  const option = new Option(named(username, status), id);
  option.dataset.name = username;
  list.append(option);
}

function choose(id) {
  if (shown?.id === id) return;
  list.value = id;
  shown = { id, type: 'friend' };
  fire('chatChange', { data: shown });
}

function draw(kind, text) {
  const line = document.createElement('p');
  line.className = kind;
  line.textContent = text;
  log.append(line);
  log.scrollTop = log.scrollHeight;
}

list.onchange = () => choose(list.value);
form.onsubmit = (event) => {
  event.preventDefault();
  const content = form.elements.text.value;
  draw('mine', content);
  fire('sendMessage', { mine: { ...data.mine, mine: true, content }, to: shown });
  form.reset();
};
