/**
 * Between the frames of the plain level, as pages send and get them, and what a line takes and gives: what
 * `LifelineSocket` translates with. Pure functions.
 */

/** Frames that a plain page never gets: they are between the client and the server, or only of `lifeline.v1`. */
const NOT_PLAIN = new Set([
  'welcome', 'live', 'sent', 'pong', 'delivered', 'read', 'typing', 'bye', 'heartbeat', 'token', 'probe', 'diagnosis',
  'reload',
]);

/** Types that are the client's own; from a plain page they mean nothing. */
const NOT_FROM_PAGES = new Set(['ack', 'send', 'read', 'typing', 'recall', 'last', 'token', 'probed']);

/**
 * @param {any} message from a line
 * @returns {?string} the text that a plain connection would get; null: none
 */
export function plainText(message) {
  const { seq, all, ...plain } = message;
  return NOT_PLAIN.has(plain.type) && plain.system !== true ? null : JSON.stringify(plain);
}

/**
 * @typedef {object} Request what a page's frame asks of a line
 * @property {object} [send] to be sent until it is answered
 * @property {object} [status] to be told now, and after each return
 * @property {{code: string, content: string, cid?: string}} [refused] nothing: this is wrong with it
 *
 * @param {string} text of a frame from a plain page
 * @returns {Request}
 */
export function requestOf(text) {
  const frame = parsed(text);
  if (frame === null) return refused('bad-json', 'the frame is not one strict JSON object');
  if (frame.type !== undefined) return typed(frame);
  const { mine, to } = frame;
  if (!isObject(mine)) return refused('bad-message', "'mine' is missing or no object");
  if (!isObject(to)) return refused('bad-message', "'to' is missing or no object");
  const id = String(to.id);
  switch (to.type) {
    case 'friend':
    case 'group':
      if (mine.content === undefined) return refused('bad-message', "'content' is missing or no string", mine.cid);
      return { send: { to: { id, type: to.type }, content: mine.content, ...named(mine.cid) } };
    case 'onlineStatus':
      return { status: { mine: { content: mine.content }, to: { type: 'onlineStatus' } } };
    case 'delMsg':
      if (to.cid === undefined) return refused('bad-message', "'cid' is missing");
      return { send: { type: 'recall', to: { id, type: to.toType }, ...named(to.cid) } };
    default:
      return refused('unknown-type', `to.type '${String(to.type).slice(0, 40)}' is not handled`, mine.cid);
  }
}

function typed(frame) {
  const { type, cid } = frame;
  if (typeof type !== 'string') return refused('bad-message', "'type' is no string", cid);
  if (NOT_FROM_PAGES.has(type)) return refused('unknown-type', `type '${type}' is not handled`, cid);
  return { send: frame };
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const named = (cid) => (cid === undefined || cid === null ? {} : { cid: String(cid) });

const refused = (code, content, cid) => ({ refused: { code, content, ...named(cid) } });
