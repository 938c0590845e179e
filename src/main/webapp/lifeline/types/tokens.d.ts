/** The token that a line shows to the server: fetched from the page, kept until it is used up, renewed in time. */
export class Tokens {
    /**
     * @param {import('./options.js').Options} options `token`, `timers`, `backoff`, `random` of them
     * @param {(token: string) => void} renewed shows a new one on the open connection
     */
    constructor(options: import("./options.js").Options, renewed: (token: string) => void);
    /** @returns {Promise<string>} rejects with what the page's `token` failed on */
    get(): Promise<string>;
    /** @returns {?string} the one in hand */
    get value(): string | null;
    /** @param {unknown} expiresIn ms that the token is good for from now on; no number: for ever */
    good(expiresIn: unknown): void;
    /** @returns {boolean} whether a new one is worth a try: the first one was perhaps too old, the next one is wrong */
    refused(): boolean;
    /** The server says that it is used up. */
    expired(): void;
    /** The connection is gone: nothing is renewed on it. */
    lost(): void;
    #private;
}
