/**
 * What an answer means that Lifeline did not give: a proxy, or another server, answered instead. The command has the
 * same rules in `Unreached`; both are held by the same examples.
 *
 * @param {object} answer
 * @param {number} answer.status 0 for a redirection, whose status a page is not told
 * @param {string} [answer.challenge] its `WWW-Authenticate` line
 * @param {string} [answer.location] its `Location` line
 * @param {string} [answer.body] its beginning
 * @returns {{finding: string, args: string[], fix: string[]}}
 */
export function unreached({ status, challenge = '', location = '', body = '' }) {
  const shown = String(status);
  const found = (finding, fix = [], arg = shown) => ({ finding, args: [arg], fix });
  if (status === 0 || (status >= 300 && status < 400)) {
    const redirection = status ? shown : '3xx';
    return found('redirected', [], location ? `${redirection}, ${location}` : redirection);
  }
  if (status === 401 && /^basic/i.test(challenge)) return found('auth-basic', ['auth_basic off;']);
  if (status === 401 || status === 403) return found('forbidden');
  if (status === 429 || status === 503) return found('limited');
  if (status === 502 || status === 504) return found('bad-gateway');
  const ours = body.includes(`HTTP Status ${status}`) || body.includes('about:blank');
  return found(ours ? 'address-changed' : 'not-led', ['proxy_pass http://lifeline;']);
}
