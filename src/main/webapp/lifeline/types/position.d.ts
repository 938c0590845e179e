export function isNumbered(message: object): boolean;
/** How far somebody has come in the server's streams. */
export class Position {
    /** @param {?At} [from] where an earlier page stood; anything else is ignored */
    constructor(from?: At | null);
    /** @returns {?At} null: none yet */
    get value(): At | null;
    /** @param {{epoch?: string, from?: {seq: number, all: number}}} welcome which says where the line begins */
    start({ epoch, from }: {
        epoch?: string;
        from?: {
            seq: number;
            all: number;
        };
    }): void;
    /**
     * @param {{epoch?: string}} other
     * @returns {boolean} whether both are of one history
     */
    isOf({ epoch }: {
        epoch?: string;
    }): boolean;
    /**
     * @param {{seq?: number, all?: number}} message or place
     * @returns {boolean} whether it is in one of the streams, and was taken before
     */
    covers(message: {
        seq?: number;
        all?: number;
    }): boolean;
    /**
     * @param {{seq?: number, all?: number}} place
     * @returns {boolean} whether nothing up to there is missing, in both streams
     */
    reaches(place: {
        seq?: number;
        all?: number;
    }): boolean;
    /**
     * @param {{seq?: number, all?: number}} message that was taken, or place
     * @returns {boolean} whether it is further now
     */
    advance(message: {
        seq?: number;
        all?: number;
    }): boolean;
    #private;
}
/**
 * a place in the server's streams
 */
export type At = {
    epoch: string;
    seq: number;
    all: number;
};
