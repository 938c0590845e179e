import { utf8Length } from './frames.js';
import { randomId } from './ids.js';
import { connect } from './lifeline.js';
import { plainText, requestOf } from './plain.js';
import { isUp } from './states.js';

/** What a plain connection would be told when messages for it were kept no longer. */
const FELL_OUT = '有较早的消息因超过保留期限而未能送达 · Earlier messages were kept no longer and are lost';

/**
 * A WebSocket (WHATWG WebSockets) that does not lose its connection: for a page that speaks the plain level, in the
 * place of `new WebSocket(url)`. Inside is a line of `lifeline.v1`, which beats, comes back by itself and loses
 * nothing; what it gets is given as the plain level would have sent it.
 *
 * - `readyState` is CONNECTING until the line is up for the first time, then OPEN until the page closes it or the line
 *   stops for good (refused, kicked). A connection lost meanwhile does not show: `send` still takes, and what was
 *   sent goes out after the return, once. The event `lifeline:state` tells of it, and so does `line`.
 * - `close` comes with the code that the server closed with, with 1006 when the handshake was refused (after `error`),
 *   or with what the page gave to `close()`. Its `reason` is the server's, in words.
 * - `send('ping')` is answered with `pong` here: whether the link lives is the line's own care.
 * - A refusal comes as the plain level's `{"type":"refused","code","content","cid"?}`. With `code` a number, the server
 *   closed the connection over that message.
 * - `protocol` and `extensions` are empty; `binaryType` has no effect, since all messages are text.
 * - Messages may be up to `maxQueued` without their answers; see the options of `connect`.
 *
 * Not for mini programs, which have no EventTarget: they use `connect` itself.
 */
export class LifelineSocket extends EventTarget {
  static CONNECTING = /** @type {const} */ (0);
  static OPEN = /** @type {const} */ (1);
  static CLOSING = /** @type {const} */ (2);
  static CLOSED = /** @type {const} */ (3);
  CONNECTING = /** @type {const} */ (0);
  OPEN = /** @type {const} */ (1);
  CLOSING = /** @type {const} */ (2);
  CLOSED = /** @type {const} */ (3);

  /** @type {'blob' | 'arraybuffer'} */
  binaryType = 'blob';
  #url;
  #line;
  /** @type {0 | 1 | 2 | 3} */
  #readyState = LifelineSocket.CONNECTING;
  #handlers = new Map();
  #bufferedAmount = 0;
  /** How often a message was sent whose answer is missing, by cid. */
  #asked = new Map();
  /** Came before `open`. */
  #held = [];
  #status = null;
  #wasUp = false;

  /**
   * @param {string | URL} url relative to the page, of ws, wss, http or https
   * @param {string | string[]} [protocols] for the standard's sake: the line offers its own
   * @param {import('./options.js').Options} [options] of `connect`
   * @throws {DOMException} SyntaxError when the address is none or has a fragment, or a protocol is no token or doubled
   */
  constructor(url, protocols = [], options = {}) {
    super();
    this.#url = socketUrl(url, options.base ?? globalThis.document?.baseURI);
    checkProtocols([protocols].flat());
    this.#line = connect(this.#url, options);
    this.#line.on('*', (message) => this.#hear(message));
    this.#line.onState(() => this.#changed());
  }

  /** @returns {string} absolute, of ws or wss */
  get url() { return this.#url; }

  /** @returns {0 | 1 | 2 | 3} CONNECTING, OPEN, CLOSING or CLOSED */
  get readyState() { return this.#readyState; }

  /** @returns {number} bytes (UTF-8) given to `send` whose answers are missing */
  get bufferedAmount() { return this.#bufferedAmount; }

  get protocol() { return ''; }

  get extensions() { return ''; }

  /** @returns {import('./lifeline.js').Line} what it runs over; to be closed through this socket only */
  get line() { return this.#line; }

  /** @type {?((event: Event) => void)} */
  get onopen() { return this.#handler('open'); }
  set onopen(handler) { this.#handle('open', handler); }

  /** @type {?((event: MessageEvent<string>) => void)} */
  get onmessage() { return this.#handler('message'); }
  set onmessage(handler) { this.#handle('message', handler); }

  /** @type {?((event: Event) => void)} */
  get onerror() { return this.#handler('error'); }
  set onerror(handler) { this.#handle('error', handler); }

  /** @type {?((event: CloseEvent) => void)} */
  get onclose() { return this.#handler('close'); }
  set onclose(handler) { this.#handle('close', handler); }

  /**
   * @param {string} text `ping`, a LayIM frame, or an object with a `type` that the application handles; dropped once
   *     the socket is closing
   * @throws {DOMException} InvalidStateError while CONNECTING
   * @throws {TypeError} when it is binary: the server takes text only
   */
  send(text) {
    if (this.#readyState === LifelineSocket.CONNECTING) {
      throw new DOMException('the socket is still connecting: send after its open event', 'InvalidStateError');
    }
    if (ArrayBuffer.isView(text) || text instanceof ArrayBuffer || text instanceof Blob) {
      throw new TypeError('binary data cannot be sent: the server takes text only');
    }
    if (this.#readyState !== LifelineSocket.OPEN) return;
    if (text === 'ping') queueMicrotask(() => this.#give('pong'));
    else this.#ask(String(text));
  }

  /**
   * Closes for good. What waits for its answer is kept for a later page of this user, where the browser can.
   *
   * @param {number} [code] 1000, or 3000 to 4999
   * @param {string} [reason] at most 123 bytes of UTF-8
   * @throws {DOMException} InvalidAccessError or SyntaxError when they are not
   */
  close(code, reason = '') {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
      throw new DOMException(`close code ${code}, must be 1000 or 3000 to 4999`, 'InvalidAccessError');
    }
    const bytes = utf8Length(reason);
    if (bytes > 123) throw new DOMException(`a reason of ${bytes} bytes, at most 123`, 'SyntaxError');
    if (this.#readyState >= LifelineSocket.CLOSING) return;
    const wasOpen = this.#readyState === LifelineSocket.OPEN;
    this.#readyState = LifelineSocket.CLOSING;
    this.#line.close();
    queueMicrotask(() => this.#closed(wasOpen ? { code: code ?? 1005, reason, wasClean: true } : { code: 1006 }));
  }

  async #ask(text) {
    const { send, status, refused } = requestOf(text);
    if (refused) queueMicrotask(() => this.#refuse(refused));
    if (status) {
      this.#status = status;
      this.#tellStatus();
    }
    if (!send) return;
    const named = send.cid !== undefined;
    const cid = named ? String(send.cid) : randomId();
    const bytes = utf8Length(text);
    this.#bufferedAmount += bytes;
    this.#asked.set(cid, (this.#asked.get(cid) ?? 0) + 1);
    try {
      await this.#line.send({ ...send, cid });
    } catch ({ code = 'bad-message', content, message }) {
      this.#refuse({ code, content: content || message, ...(named && { cid }) });
    }
    this.#bufferedAmount -= bytes;
    this.#asked.set(cid, this.#asked.get(cid) - 1);
    if (this.#asked.get(cid) === 0) this.#asked.delete(cid);
  }

  #refuse(refused) {
    this.#give(JSON.stringify({ type: 'refused', ...refused }));
  }

  #tellStatus() {
    if (this.#status && isUp(this.#line.state)) this.#line.tell(this.#status);
  }

  #hear(message) {
    const { type, cid } = message;
    if (type === 'refused' && this.#asked.has(cid)) return; // comes as the answer to what was sent
    if (type === 'reload') this.#tellGap();
    const text = plainText(message);
    if (text !== null) this.#give(text);
  }

  #tellGap() {
    const user = decodeURIComponent(new URL(this.#url).pathname.split('/').pop());
    this.#give(JSON.stringify({ system: true, id: user, type: 'friend', content: FELL_OUT }));
  }

  #give(text) {
    // What another tab's connection has had already may come before the line says that it is up.
    if (this.#readyState === LifelineSocket.CONNECTING) this.#held.push(text);
    if (this.#readyState !== LifelineSocket.OPEN) return;
    this.dispatchEvent(new MessageEvent('message', { data: text, origin: new URL(this.#url).origin }));
  }

  #changed() {
    const { state, reason } = this.#line;
    const up = isUp(state);
    if (up && this.#readyState === LifelineSocket.CONNECTING) {
      this.#readyState = LifelineSocket.OPEN;
      this.dispatchEvent(new Event('open'));
      this.#held.splice(0).forEach((text) => this.#give(text));
    }
    if (up && !this.#wasUp) this.#tellStatus();
    this.#wasUp = up;
    this.dispatchEvent(new Event('lifeline:state'));
    if (state === 'stopped' && this.#readyState < LifelineSocket.CLOSING) {
      const { code = 1006, title = '' } = reason ?? {};
      this.#closed({ code, reason: title, wasClean: code !== 1006 });
    }
  }

  #closed({ code, reason = '', wasClean = false }) {
    this.#readyState = LifelineSocket.CLOSED;
    if (code === 1006) this.dispatchEvent(new Event('error'));
    this.dispatchEvent(closeEvent({ code, reason, wasClean }));
  }

  #handler(type) { return this.#handlers.get(type)?.given ?? null; }

  // Keeps its place among the listeners when it is replaced, as HTML asks.
  #handle(type, given) {
    const known = this.#handlers.get(type);
    const handler = typeof given === 'function' ? given : null;
    if (known) known.given = handler;
    else if (handler) {
      const entry = { given: handler };
      this.#handlers.set(type, entry);
      this.addEventListener(type, (event) => entry.given?.call(this, event));
    }
  }
}

function socketUrl(url, base) {
  let parsed;
  try {
    parsed = new URL(url, base);
  } catch {
    throw new DOMException(`not an address: ${url}`, 'SyntaxError');
  }
  if (!/^(ws|http)s?:$/.test(parsed.protocol)) {
    throw new DOMException(`an address of ${parsed.protocol}, must be ws, wss, http or https: ${url}`, 'SyntaxError');
  }
  if (parsed.href.includes('#')) throw new DOMException(`an address with a fragment: ${url}`, 'SyntaxError');
  return parsed.href.replace(/^http/, 'ws');
}

function checkProtocols(protocols) {
  const valid = protocols.every((each) => /^[!#$%&'*+\-.^_`|~\w]+$/.test(each));
  if (!valid || new Set(protocols).size < protocols.length) {
    throw new DOMException(`protocols must be different tokens: ${protocols.join(', ')}`, 'SyntaxError');
  }
}

// Node before 23 has no CloseEvent.
function closeEvent(what) {
  if (globalThis.CloseEvent) return new CloseEvent('close', what);
  return Object.assign(new Event('close'), what);
}
