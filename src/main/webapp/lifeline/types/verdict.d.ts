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
export function verdict(url: string, { fetch, token, signal }: {
    fetch: typeof globalThis.fetch;
    token?: string | null | undefined;
    signal?: AbortSignal | undefined;
}): Promise<{
    stop?: boolean;
    after?: number;
    reason: import("./reasons.js").Reason;
}>;
