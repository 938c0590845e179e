/** A message was not accepted, and is not sent again by itself. */
export class Refused extends Error {
    /**
     * @param {string|number} code a refusal of the server's, the number of a close, or `too-large`, `queue-full`: refused
     *     here, before it was sent
     * @param {string} content in words
     * @param {string} [cid] of the message
     */
    constructor(code: string | number, content: string, cid?: string);
    code: string | number;
    content: string;
    cid: string | undefined;
}
