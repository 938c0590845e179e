import { reasonOf } from './reasons.js';

// Statuses after which the same request has no chance. 404 is not among them: see below.
const REFUSED = [400, 401, 403];

/**
 * Asks why a handshake failed. A browser hides the answer to a refused upgrade, so the server gives the
 * same verdict on a plain GET of the same address.
 *
 * @param {string} url http(s) address of the endpoint
 * @param {object} options
 * @param {typeof globalThis.fetch} options.fetch
 * @param {?string} [options.token] that the handshake had shown
 * @param {AbortSignal} [options.signal] gives the question up
 * @returns {Promise<{stop?: boolean, after?: number, reason: import('./reasons.js').Reason}>} `stop`: stay away;
 *     `after`: ms that the server asked to be left alone. Never rejects.
 */
export async function verdict(url, { fetch, token, signal }) {
  const headers = { Accept: 'application/problem+json', ...(token && { Authorization: `Bearer ${token}` }) };
  let response;
  try {
    response = await fetch(url, { cache: 'no-store', headers, signal });
  } catch {
    return { reason: reasonOf('unreachable') };
  }
  const { status, headers: answered } = response;
  const isProblem = /^application\/problem\+json\b/i.test(answered.get('Content-Type'));
  const { title, detail } = (isProblem && (await response.json().catch(() => null))) || {};
  const reason = { status, title: String(title ?? `The server answered ${status}`) };
  if (detail) reason.detail = String(detail);
  // A container answers 404 by itself while the application is being redeployed: only our own counts.
  const stop = REFUSED.includes(status) || (status === 404 && isProblem);
  const asked = status === 429 || status === 503;
  return { stop, after: asked ? retryAfter(answered.get('Retry-After')) : 0, reason };
}

// An hour at most: what a server says in a bad moment must not keep a page away for a day.
function retryAfter(seconds) {
  return Math.min(Math.max(Number(seconds) || 0, 0), 3600) * 1000;
}
