import { connect } from './lifeline.js';
import { isUp } from './states.js';

/** Ms for which somebody is shown as writing after he was last seen doing so. */
const TYPING = 5_000;

/**
 * @typedef {object} Layim what is called of a page's own LayIM 3: its documented methods
 * @property {(event: string, handler: (given: any) => void) => void} on
 * @property {() => any} cache
 * @property {(message: object) => void} getMessage
 * @property {(id: string, status: string) => void} setFriendStatus
 * @property {(html: string) => void} [setChatStatus]
 * @property {(count: number) => void} [msgbox]
 * @property {(entry: object) => void} [addList]
 * @property {(entry: object) => void} [removeList]
 *
 * @typedef {object} Words what this adapter says in a conversation
 * @property {(reason: string) => string} notSent reason and name come as markup, with `<` and `&` made harmless
 * @property {(name: string) => string} recalled
 * @property {() => string} recalledMine
 * @property {() => string} typing
 */

/**
 * @typedef {object} Own
 * @property {string} [init] address of LayIM's `init` data, asked again at each connection: who came or went before it
 *     is told by nothing else. Default: not asked
 * @property {Partial<Words>} [words] what is said in conversations; default: Chinese where the browser's language is
 *     that, English elsewhere
 */

/** @type {Readonly<Record<'en' | 'zh', Words>>} */
const WORDS = Object.freeze({
  en: {
    notSent: (reason) => `Not sent: ${reason}`,
    recalled: (name) => `${name} took a message back`,
    recalledMine: () => 'You took a message back',
    typing: () => 'is writing…',
  },
  zh: {
    notSent: (reason) => `未发送：${reason}`,
    recalled: (name) => `${name} 撤回了一条消息`,
    recalledMine: () => '你撤回了一条消息',
    typing: () => '对方正在输入…',
  },
});

/**
 * Wires a page's own LayIM to a line: what comes is given to it, what the user does in it is sent. The line is opened
 * once LayIM is ready, since messages that waited for the user come at once and LayIM would drop them before.
 *
 * What a back end pushes as `{type: 'addList' | 'removeList', data}` is given to the method of that name; `msgbox`
 * counts on the badge, from 1 for each page. A line that was taken back leaves the open windows, where it was drawn
 * with its `cid`, and is told in its conversation; LayIM's own local log keeps it.
 *
 * @param {Layim} layim
 * @param {string} address of the endpoint, for the user whose LayIM it is: `web/count/u1`
 * @param {import('./options.js').Options & Own} [options] those of `connect`, and these
 * @returns {Promise<import('./lifeline.js').Line>} the line, for whatever else the page wants of it; rejects with a
 *     TypeError when the address is none
 */
export async function layimLine(layim, address, { init, words, ...options } = {}) {
  const isChinese = /^zh\b/i.test(globalThis.navigator?.language ?? '');
  await ready(layim);
  const line = connect(address, options);
  const refresh = init ? () => tellFriends(layim, init, options) : () => {};
  new Wiring(layim, line, { ...WORDS[isChinese ? 'zh' : 'en'], ...words }, refresh).connect();
  return line;
}

function ready(layim) {
  if (layim.cache()?.mine) return Promise.resolve();
  return new Promise((resolve) => layim.on('ready', () => resolve()));
}

async function tellFriends(layim, init, { fetch = globalThis.fetch, token }) {
  try {
    const headers = token ? { Authorization: `Bearer ${await token()}` } : {};
    const { code, msg, data } = await (await fetch(init, { headers })).json();
    if (code !== 0) throw new Error(msg);
    data.friend.flatMap(({ list }) => list).forEach(({ id, status }) => layim.setFriendStatus(id, status));
  } catch (error) {
    console.error(`lifeline: who is online cannot be asked at ${init}`, error);
  }
}

// LayIM takes a system line for markup.
const asText = (value) => String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

class Wiring {
  #layim;
  #line;
  #words;
  #refresh;
  /** What the user has chosen last; the server forgets it with his last connection. */
  #status = null;
  #up = false;
  #shown = null;
  #boxed = 0;
  #typing = 0;

  constructor(layim, line, words, refresh) {
    this.#layim = layim;
    this.#line = line;
    this.#words = words;
    this.#refresh = refresh;
  }

  connect() {
    const layim = this.#layim;
    const line = this.#line;
    layim.on('sendMessage', (given) => this.#send(given));
    layim.on('online', (status) => this.#choose(status));
    layim.on('chatChange', (given) => (this.#shown = given?.data ?? null));
    line.on('friend', (message) => this.#show(message));
    line.on('group', (message) => this.#show(message));
    line.on('system', (message) => layim.getMessage(message));
    line.on('onlineStatus', ({ id, content }) => layim.setFriendStatus(id, content));
    line.on('delMsg', (message) => this.#recalled(message));
    line.on('typing', (message) => this.#isTyping(message));
    line.on('msgbox', () => layim.msgbox?.(++this.#boxed));
    line.on('addList', ({ data }) => layim.addList?.(data));
    line.on('removeList', ({ data }) => layim.removeList?.(data));
    line.onState(() => {
      const up = isUp(line.state);
      const isBack = up && !this.#up;
      this.#up = up;
      if (!isBack) return;
      this.#tellStatus();
      this.#refresh();
    });
  }

  #send({ mine, to }) {
    const { id, type } = to;
    const message = { to: { id: String(id), type }, content: mine.content, ...(mine.cid && { cid: mine.cid }) };
    this.#line.send(message).catch((refused) => {
      this.#say({ id, type }, this.#words.notSent(asText(refused.content || refused.message)));
    });
  }

  #choose(status) {
    this.#status = status;
    this.#tellStatus();
  }

  #tellStatus() {
    if (this.#status === null || !isUp(this.#line.state)) return;
    this.#line.tell({ mine: { content: this.#status }, to: { type: 'onlineStatus' } });
  }

  #show(message) {
    if (this.#isShown(message)) this.#endTyping();
    this.#layim.getMessage(message);
  }

  #say({ id, type }, content) {
    this.#layim.getMessage({ system: true, id, type, content });
  }

  #recalled({ cid, userId, toType, toId }) {
    const { mine, friend = [] } = this.#layim.cache();
    const isMine = String(userId) === String(mine?.id);
    const id = toType === 'group' || isMine ? toId : userId;
    const known = friend.flatMap(({ list }) => list ?? []).find((each) => String(each.id) === String(userId));
    globalThis.document?.querySelectorAll(`[data-cid="${CSS.escape(cid)}"]`).forEach((drawn) => drawn.remove());
    const { recalled, recalledMine } = this.#words;
    this.#say({ id, type: toType }, isMine ? recalledMine() : recalled(asText(known?.username ?? userId)));
  }

  #isShown({ id, type, in: kind = type }) {
    return this.#shown !== null && String(this.#shown.id) === String(id) && this.#shown.type === kind;
  }

  #isTyping(message) {
    if (message.in !== 'friend' || !this.#isShown(message)) return;
    clearTimeout(this.#typing);
    this.#layim.setChatStatus?.(this.#words.typing());
    this.#typing = setTimeout(() => this.#endTyping(), TYPING);
  }

  #endTyping() {
    if (this.#typing === 0) return;
    clearTimeout(this.#typing);
    this.#typing = 0;
    this.#layim.setChatStatus?.('');
  }
}
