import { connect } from '../lifeline/lifeline.js';
import { me } from './me.js';
import { createApp, h, onUnmounted, ref } from './vendor/vue/dist/vue.runtime.esm-browser.prod.js';

function useLine(address) {
  const state = ref('connecting');
  const messages = ref([]);
  const line = connect(address);
  line.onState(() => { state.value = line.state; });
  line.on('friend', (message) => messages.value.push(message));
  onUnmounted(() => line.close());
  return { line, state, messages };
}

createApp({
  setup() {
    const { state, messages } = useLine(`../web/count/${me}`);
    return () => [
      h('p', { class: 'state' }, state.value),
      h('ul', messages.value.map(({ cid, content }) => h('li', { key: cid }, content))),
    ];
  },
}).mount('#vue .app');
