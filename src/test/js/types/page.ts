// Compiled, never run: what the package's types take, and what they refuse.
import { connect, type Line } from 'lifeline-client';
import { layimLine, type Layim } from 'lifeline-client/layim';
import { miniProgram } from 'lifeline-client/mini-program';
import { LifelineSocket } from 'lifeline-client/socket';

const line: Line = connect('/web/count/u1', { token: async () => 'x', share: false, backoff: { base: 1, cap: 2 } });
const off: () => void = line.on('count', ({ content }) => content);
line.onState(({ state, reason }) => (state === 'stopped' ? reason?.title.length : state satisfies string));
line.onSend(({ cid, state, error }) => [cid.length, state === 'read', error?.code]);
line.send({ to: { id: 'u2', type: 'friend' }, content: 'x' }).then(({ cid, timestamp }) => cid + timestamp.toFixed());
line.send({ type: 'order', lines: [1, 2] });
line.read('u2', 'c1');
off();

// @ts-expect-error no such state
line.onState(({ state }) => state === 'closed');
// @ts-expect-error a conversation is of friend or group
line.send({ to: { id: 'u2', type: 'kefu' }, content: 'x' });
// @ts-expect-error neither a line nor a type
line.send({ content: 'x' });
// @ts-expect-error ms, not a text
connect('/web/count/u1', { handshakeTimeout: '10s' });
// @ts-expect-error a token is asked for when it is needed
connect('/web/count/u1', { token: 'x' });
// @ts-expect-error the state is the line's own
line.state = 'open';

declare const layim: Layim;
const wired: Promise<Line> = layimLine(layim, 'web/count/u1', { words: { typing: () => '…' } });
// @ts-expect-error words are functions
layimLine(layim, 'web/count/u1', { words: { typing: '…' } });

const socket = new LifelineSocket('wss://www.example.com/web/count/u1');
const standard: Pick<WebSocket, 'url' | 'readyState' | 'onopen' | 'onmessage' | 'onclose' | 'onerror'> = socket;
socket.onmessage = ({ data }: MessageEvent<string>) => socket.send(data);
// @ts-expect-error text only
socket.send(new Uint8Array(1));
// @ts-expect-error read-only
socket.readyState = 1;

interface Wx {
  connectSocket(option: { url: string; protocols?: string[] }): { send(option: { data: string }): void };
  request(option: { url: string }): { abort(): void };
  getStorageSync<T = unknown>(key: string): T;
  setStorageSync(key: string, data: unknown): void;
  onAppShow(listener: (launched: { path: string }) => void): void;
}
declare const wx: Wx;
connect('wss://www.example.com/web/count/u1', miniProgram(wx));
// @ts-expect-error that is no platform
miniProgram({});

export { standard, wired };
