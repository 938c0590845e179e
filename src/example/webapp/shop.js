import { connect } from './lifeline/lifeline.js';

const find = (id) => document.getElementById(id);
const news = find('news');

// Whoever is logged in gets a token; a session that is over rejects, and the client says so as its state.
async function token() {
  const answer = await fetch('token');
  if (!answer.ok) throw new Error('log in again');
  return answer.text();
}

const customer = await fetch('login').then((answer) => answer.text());
find('login').hidden = customer !== '';
find('shop').hidden = customer === '';

if (customer !== '') {
  const line = connect(`web/count/${encodeURIComponent(customer)}`, { token });
  line.on('ordered', ({ number }) => { news.value = `Your order ${number} is in.`; });
  line.on('shipped', ({ content }) => { news.value = content; });
  line.onState(({ state, reason }) => { find('state').textContent = `${customer}: ${reason?.title ?? state}`; });
  find('order').onclick = () => {
    line.send({ type: 'order', amount: 3 }).catch((refused) => { news.value = refused.message; });
  };
}
