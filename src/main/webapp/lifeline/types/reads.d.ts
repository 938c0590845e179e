/** What was read: only the newest of a conversation counts, and it counts later as well. */
export class Reads {
    /** @param {{to: {id: string, type: string}}} message of type `read` */
    keep(message: {
        to: {
            id: string;
            type: string;
        };
    }): void;
    /** @returns {object[]} what is to be written now, once */
    due(): object[];
    /** The link lives: what was written has arrived. */
    heard(): void;
    /** The connection is gone, and perhaps what was written last. */
    lost(): void;
    #private;
}
