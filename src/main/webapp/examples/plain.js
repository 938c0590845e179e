import { me } from './me.js';

const log = document.querySelector('#plain .log');
const url = new URL(`../web/count/${me}`, location.href);
url.protocol = url.protocol.replace('http', 'ws');

const ws = new WebSocket(url);
ws.onmessage = ({ data }) => {
  if (data === 'pong') return;
  const { username, content, mine } = JSON.parse(data);
  if (username && !mine) log.append(`${username}: ${content}\n`);
};
setInterval(() => ws.readyState === WebSocket.OPEN && ws.send('ping'), 25_000);
