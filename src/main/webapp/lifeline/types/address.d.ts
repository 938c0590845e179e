/**
 * @typedef {object} Addresses of one endpoint and user
 * @property {string} socket for a WebSocket
 * @property {string} plain for a GET
 * @property {string} key names endpoint and user, without the query, where a token may stand
 */
/**
 * @param {string} address absolute or relative, of ws, wss, http or https
 * @param {string} [base]
 * @returns {Addresses}
 * @throws {TypeError} when it is not an address
 */
export function addressesOf(address: string, base?: string): Addresses;
/**
 * @param {string} address whose own query stays as it is
 * @param {Record<string, string|number>} values
 * @returns {string}
 */
export function withQuery(address: string, values: Record<string, string | number>): string;
/**
 * of one endpoint and user
 */
export type Addresses = {
    /**
     * for a WebSocket
     */
    socket: string;
    /**
     * for a GET
     */
    plain: string;
    /**
     * names endpoint and user, without the query, where a token may stand
     */
    key: string;
};
