import { LifelineSocket } from '../lifeline/socket.js';
import { me } from './me.js';

const log = document.querySelector('#socket .log');
const form = document.querySelector('#socket form');

const ws = new LifelineSocket(`../web/count/${me}`);
ws.onmessage = ({ data }) => {
  if (data === 'pong') return;
  const { username, content, mine } = JSON.parse(data);
  if (username && !mine) log.append(`${username}: ${content}\n`);
};
form.onsubmit = (event) => {
  event.preventDefault();
  const content = form.elements.text.value;
  ws.send(JSON.stringify({ mine: { content }, to: { id: 'u2', type: 'friend' } }));
  log.append(`→ ${content}\n`);
  form.reset();
};
