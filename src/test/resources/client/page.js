// A page that keeps a list of what its handlers got, over reloads too, and nothing else.
import { connect } from '/lifeline/lifeline.js';

const query = new URLSearchParams(location.search);
const user = query.get('user');
const kept = (name) => JSON.parse(sessionStorage.getItem(name) ?? '[]');

window.got = kept('got');
window.states = [];
window.progress = [];
window.reloads = [];
window.persisted = 0;
window.spans = [];
window.intervals = [];

const options = query.has('alone') ? { share: false } : {};
if (query.has('token')) options.token = () => fetch(`/client-test-token?user=${user}`).then((answer) => answer.text());

window.line = connect(`/web/count/${user}`, options);

const take = (what) => {
  got.push(what);
  sessionStorage.setItem('got', JSON.stringify(got));
};
line.on('n', ({ n }) => take(n));
line.on('friend', ({ content, mine }) => take(mine ? `mine ${content}` : content));
line.on('reload', ({ reason }) => reloads.push(reason));
line.on('welcome', ({ heartbeat }) => intervals.push(heartbeat.interval));
line.on('heartbeat', ({ interval }) => intervals.push(interval));
line.onSend(({ cid, state, restored }) => progress.push(`${cid} ${state}${restored ? ' restored' : ''}`));

let back = null;
addEventListener('online', () => (back = performance.now()));
line.onState(({ state }) => {
  states.push(state);
  if (state === 'open' && back !== null) {
    spans.push(performance.now() - back);
    back = null;
  }
});
addEventListener('pageshow', (event) => event.persisted && persisted++);

window.say = (to, cid, content = cid) =>
  line.send({ cid, to: { id: to, type: 'friend' }, content }).then(() => 'sent', ({ code, message }) => `refused ${code} ${message}`);
