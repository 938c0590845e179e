/**
 * What a close code asks of the client.
 *
 * @param {number} code
 * @returns {{final: boolean, refused: boolean}} `final`: stay away; `refused`: the last thing sent was not
 *     accepted, come back without it
 */
export function policyOf(code: number): {
    final: boolean;
    refused: boolean;
};
/** Our own code for a link on which nothing is heard any more. */
export const DEAD_LINK: 4002;
/** The page has closed the line, or was put away. */
export const PAGE_CLOSED: 1000;
/** The token is used up: come back with a new one. */
export const TOKEN_EXPIRED: 4001;
