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
export function layimLine(layim: Layim, address: string, { init, words, ...options }?: import("./options.js").Options & Own): Promise<import("./lifeline.js").Line>;
/**
 * what is called of a page's own LayIM 3: its documented methods
 */
export type Layim = {
    on: (event: string, handler: (given: any) => void) => void;
    cache: () => any;
    getMessage: (message: object) => void;
    setFriendStatus: (id: string, status: string) => void;
    setChatStatus?: ((html: string) => void) | undefined;
    msgbox?: ((count: number) => void) | undefined;
    addList?: ((entry: object) => void) | undefined;
    removeList?: ((entry: object) => void) | undefined;
};
/**
 * what this adapter says in a conversation
 */
export type Words = {
    /**
     * reason and name come as markup, with `<` and `&` made harmless
     */
    notSent: (reason: string) => string;
    recalled: (name: string) => string;
    recalledMine: () => string;
    typing: () => string;
};
export type Own = {
    /**
     * address of LayIM's `init` data, asked again at each connection: who came or went before it
     * is told by nothing else. Default: not asked
     */
    init?: string | undefined;
    /**
     * what is said in conversations; default: Chinese where the browser's language is
     * that, English elsewhere
     */
    words?: Partial<Words> | undefined;
};
