/**
 * @typedef {object} Reason why a line is not open
 * @property {string} title one line, in words: the server's, or English
 * @property {string} [key] names those that this library words itself, for who translates them: a key of WORDS
 * @property {string} [detail] more of it
 * @property {number} [status] HTTP status of a refused handshake
 * @property {number} [code] WebSocket close code
 */
/** The reasons that do not come from the server. */
export const WORDS: Readonly<{
    unreachable: "The server cannot be reached";
    silent: "The server sent no welcome";
    dead: "Nothing heard any more";
    closed: "Closed by the page";
    away: "The page was put away";
    offline: "The browser says that there is no network";
    token: "The page could not get a token";
}>;
export function reasonOf(key: keyof typeof WORDS, more?: object): Reason;
/**
 * why a line is not open
 */
export type Reason = {
    /**
     * one line, in words: the server's, or English
     */
    title: string;
    /**
     * names those that this library words itself, for who translates them: a key of WORDS
     */
    key?: string | undefined;
    /**
     * more of it
     */
    detail?: string | undefined;
    /**
     * HTTP status of a refused handshake
     */
    status?: number | undefined;
    /**
     * WebSocket close code
     */
    code?: number | undefined;
};
