/** Ms after which a timer that fired late shows that the machine slept. */
const SLEPT = 5_000;

const NO_CLOSE_FRAME = 1006;

/**
 * One connection that stays silent, asks for its echo, and then stays open until it is closed.
 *
 * @param {object} options
 * @param {string} options.url with its nonce
 * @param {number} options.silence ms
 * @param {number} options.patience ms for the handshake, and for the echo
 * @param {typeof globalThis.WebSocket} options.WebSocket
 * @param {import('../lifeline/timers.js').Timers} options.timers
 * @param {() => number} options.now ms
 * @returns {{opened: Promise<boolean>, outcome: Promise<{result: string, after: number}>, close: () => void}}
 *     neither promise is ever rejected
 */
export function attempt({ url, silence, patience, WebSocket, timers, now }) {
  const socket = new WebSocket(url, ['lifeline.probe']);
  let openedAt = null;
  let asked = false;
  let timer;
  let settleOpened, settleOutcome;
  const opened = new Promise((resolve) => (settleOpened = resolve));
  const outcome = new Promise((resolve) => (settleOutcome = resolve));

  const end = (result) => {
    timers.clear(timer);
    settleOpened(openedAt !== null);
    settleOutcome({ result, after: openedAt === null ? 0 : Math.round(now() - openedAt) });
  };
  const ask = () => {
    if (now() - openedAt > silence + SLEPT) return end('void');
    asked = true;
    socket.send('ping');
    timer = timers.set(() => end('dropped'), patience);
  };

  timer = timers.set(() => {
    end('refused');
    socket.close();
  }, patience);
  socket.onopen = () => {
    openedAt = now();
    settleOpened(true);
    timers.clear(timer);
    if (silence > 0) timer = timers.set(ask, silence);
    else ask();
  };
  socket.onmessage = () => end('survived');
  socket.onclose = ({ code }) => {
    if (openedAt === null) end('refused');
    else if (code !== NO_CLOSE_FRAME) end('void');
    else end(asked ? 'dropped' : 'cut');
  };
  return { opened, outcome, close: () => socket.close() };
}
