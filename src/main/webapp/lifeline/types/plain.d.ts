/**
 * @param {any} message from a line
 * @returns {?string} the text that a plain connection would get; null: none
 */
export function plainText(message: any): string | null;
/**
 * @typedef {object} Request what a page's frame asks of a line
 * @property {object} [send] to be sent until it is answered
 * @property {object} [status] to be told now, and after each return
 * @property {{code: string, content: string, cid?: string}} [refused] nothing: this is wrong with it
 *
 * @param {string} text of a frame from a plain page
 * @returns {Request}
 */
export function requestOf(text: string): Request;
/**
 * what a page's frame asks of a line
 */
export type Request = {
    /**
     * to be sent until it is answered
     */
    send?: object | undefined;
    /**
     * to be told now, and after each return
     */
    status?: object | undefined;
    /**
     * nothing: this is wrong with it
     */
    refused?: {
        code: string;
        content: string;
        cid?: string;
    } | undefined;
};
