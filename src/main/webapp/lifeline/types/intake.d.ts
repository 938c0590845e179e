/** What comes to one page: each message once, over however many connections and reloads. */
export class Intake {
    /**
     * @param {import('./options.js').Options} options `storage` and `timers` of them
     * @param {string} key names endpoint and user
     * @param {{emit: (message: object) => void, taken: (at: import('./position.js').At) => void}} acts gives a message
     *     to the page's handlers; tells, now and then, how far the page has come
     */
    constructor({ storage, timers }: import("./options.js").Options, key: string, { emit, taken }: {
        emit: (message: object) => void;
        taken: (at: import("./position.js").At) => void;
    });
    /** @returns {?import('./position.js').At} how far this page has come */
    get at(): import("./position.js").At | null;
    /**
     * @param {object} message as it came; goes to the page's handlers unless it went there before
     * @param {boolean} [tell=true] false: it is only counted
     */
    take(message: object, tell?: boolean): void;
    /** @param {string} cid of what this page wrote itself: a copy of it is no news */
    wrote(cid: string): void;
    /** Keeps and tells at once how far the page has come: it is about to end. */
    ending(): void;
    #private;
}
