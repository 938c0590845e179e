/** What goes over a line, whichever socket carries it: nothing is lost, neither way. */
export class Exchange {
    /**
     * @param {import('./options.js').Options} options
     * @param {?import('./queue.js').Queue} queue keeps what is not sent; null: nothing does
     * @param {object} acts
     * @param {() => ?import('./position.js').At} acts.at where the pages stand; they also tell it now and then
     * @param {(text: string) => void} acts.write to the open connection
     * @param {(message: object, tell: boolean) => void} acts.message for the pages; `tell` false: it is only counted
     * @param {(progress: import('./outgoing.js').Progress) => void} acts.progress of a page's message
     */
    constructor(options: import("./options.js").Options, queue: import("./queue.js").Queue | null, acts: {
        at: () => import("./position.js").At | null;
        write: (text: string) => void;
        message: (message: object, tell: boolean) => void;
        progress: (progress: import("./outgoing.js").Progress) => void;
    });
    /** @returns {Record<string, string|number>} what a handshake says of this client */
    query(): Record<string, string | number>;
    /** @returns {object[]} messages that wait for their answers */
    get waiting(): object[];
    /** @param {import('./position.js').At} at where the next connection begins: a page is behind the others */
    rewind(at: import("./position.js").At): void;
    /** @param {object} welcome */
    opened(welcome: object): void;
    /** The connection is gone, or there never was one. */
    lost(): void;
    /** @param {{code: number, silence: number, verdict?: string}} end of an open connection: the next one tells it */
    ended(end: {
        code: number;
        silence: number;
        verdict?: string;
    }): void;
    /** @param {object} message as it came */
    take(message: object): void;
    /**
     * A page has handled everything up to there. It is acknowledged even where the pages have been before: the server
     * waits for it.
     *
     * @param {import('./position.js').At} at
     */
    taken(at: import("./position.js").At): void;
    /** Anything was heard: the link lives. */
    heard(): void;
    /** @see Sends.send */
    send(message: any): void;
    /** @see Line.tell */
    tell(message: any): void;
    /** @see Sends.blame */
    blame(code: any, content: any): string | undefined;
    #private;
}
