/** Knows messages that came before, by their sender and cid. */
export class Repeats {
    /**
     * @param {{type?: string, fromid?: string, cid?: string, mine?: boolean}} message
     * @returns {boolean} whether it came before; one that names no sender or no cid never did
     */
    has(message: {
        type?: string;
        fromid?: string;
        cid?: string;
        mine?: boolean;
    }): boolean;
    /** @param {{type?: string, fromid?: string, cid?: string, mine?: boolean}} message to be known from now on */
    add(message: {
        type?: string;
        fromid?: string;
        cid?: string;
        mine?: boolean;
    }): void;
    #private;
}
