/**
 * @typedef {'survived'|'cut'|'dropped'|'refused'|'void'|'metered'} Result of a probe. `survived`: a pong came after the
 *     silence; `cut`: closed during it without a Close frame; `dropped`: no pong came within patience, or the socket was
 *     closed in its place; `refused`: the handshake failed; `void`: it cannot tell; `metered`: nothing was tried
 */
/**
 * Tries for the server which silences the way there bears, on connections of their own, which may be lost. They belong to
 * one open connection, and end with it.
 */
export class Probes {
    /**
     * @param {import('./options.js').Options} options
     * @param {string} address of the connection that they belong to
     * @param {{tell: (frame: object) => void}} link that is told what they found
     */
    constructor(options: import("./options.js").Options, address: string, link: {
        tell: (frame: object) => void;
    });
    /**
     * @param {{lease: string, silence: number}} frame of the server's: `silence` in ms
     * @param {?string} token that a handshake shows; null: none, or it is just being renewed
     * @param {number} patience ms for a pong
     */
    run({ lease, silence }: {
        lease: string;
        silence: number;
    }, token: string | null, patience: number): void;
    /** The connection that they belong to is gone, and with it who would hear of them. */
    stop(): void;
    #private;
}
/**
 * of a probe. `survived`: a pong came after the
 *     silence; `cut`: closed during it without a Close frame; `dropped`: no pong came within patience, or the socket was
 *     closed in its place; `refused`: the handshake failed; `void`: it cannot tell; `metered`: nothing was tried
 */
export type Result = "survived" | "cut" | "dropped" | "refused" | "void" | "metered";
