/** What the server says no with. */
export class Refusal extends Error {
  /**
   * @param {number} status HTTP status; 0: no answer
   * @param {string} title
   * @param {string} [detail]
   * @param {string} [problem] its name
   * @param {number} [retryAfter] seconds after which the same may be asked again
   */
  constructor(status, title, detail, problem, retryAfter) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The same request has no chance later. */
  get isFinal() {
    return this.status >= 400 && this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

/**
 * Everything about a user's page, in LayIM's shape.
 *
 * @param {string} user
 * @returns {Promise<{mine: object, friend: object[], group: object[]}>}
 * @throws {Refusal}
 */
export const init = (user) => get('api/v1/layim/init', { user });

/**
 * @param {string} user
 * @param {string} id of the group
 * @returns {Promise<{list: object[], owner: string}>} `owner`: id of one of them
 * @throws {Refusal}
 */
export const members = (user, id) => get('api/v1/layim/members', { user, id });

/**
 * @param {string} user
 * @param {{id: string, type: 'friend'|'group'}} contact
 * @param {{before?: number|string, limit: number}} part `before`: the `logid` of the oldest row that is known
 * @returns {Promise<object[]>} rows of the conversation, newest first
 * @throws {Refusal}
 */
export const history = (user, { id, type }, { before, limit }) =>
  get('api/v1/layim/history', { user, id, type, ...(before != null && { before }), limit });

/**
 * Opens a server that nobody configured for this browser.
 *
 * @param {string} key of the server's log
 * @throws {Refusal}
 */
export async function enterSetupKey(key) {
  await ask('setup', {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ key }),
  });
}

async function get(path, query) {
  const headers = { Accept: 'application/json' };
  const { status, body } = await ask(`${path}?${new URLSearchParams(query)}`, { headers, cache: 'no-store' });
  if (body?.code !== 0) throw new Refusal(status, String(body?.msg ?? ''));
  return body.data;
}

async function ask(address, request) {
  let response;
  try {
    response = await fetch(address, request);
  } catch {
    throw new Refusal(0, '');
  }
  const { status, headers } = response;
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    const problem = body?.type && String(body.type).replace(/.*:/, '');
    throw new Refusal(status, body?.title ?? '', body?.detail, problem, Number(headers.get('Retry-After')));
  }
  return { status, body };
}
