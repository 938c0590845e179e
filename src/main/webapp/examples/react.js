import { connect } from '../lifeline/lifeline.js';
import { me } from './me.js';

const { createElement: h, useEffect, useState } = React;

function useLine(address) {
  const [state, setState] = useState('connecting');
  const [messages, setMessages] = useState([]);
  useEffect(() => {
    const line = connect(address);
    line.onState(() => setState(line.state));
    line.on('friend', (message) => setMessages((before) => [...before, message]));
    return () => line.close();
  }, [address]);
  return { state, messages };
}

function App() {
  const { state, messages } = useLine(`../web/count/${me}`);
  return [
    h('p', { key: 'state', className: 'state' }, state),
    h('ul', { key: 'list' }, messages.map(({ cid, content }) => h('li', { key: cid }, content))),
  ];
}

ReactDOM.createRoot(document.querySelector('#react .app')).render(h(App));
