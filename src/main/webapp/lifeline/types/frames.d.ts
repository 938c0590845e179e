/**
 * The messages in one text frame: an object, or an array of objects in their order.
 *
 * @param {unknown} data of a message event
 * @returns {object[]} none when it is not JSON; parts that are no objects are left out
 */
export function messagesOf(data: unknown): object[];
/**
 * @param {string} text of a frame
 * @param {number} limit that the server takes, in bytes of UTF-8
 * @returns {string} `text`
 * @throws {Refused} when it is longer
 */
export function withinLimit(text: string, limit: number): string;
/**
 * @param {{cid: string}} message that waits for an answer
 * @returns {string} its text
 * @throws {Refused} when the server could not read it, or its `cid`: it would answer without saying to what
 * @throws {TypeError} when it is no JSON
 */
export function textOf(message: {
    cid: string;
}): string;
/**
 * @param {string} text
 * @returns {number} bytes in UTF-8
 */
export function utf8Length(text: string): number;
