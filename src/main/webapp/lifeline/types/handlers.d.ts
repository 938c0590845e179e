/** Handlers by type. One that throws is reported and does not keep the others from being called. */
export class Handlers {
    /**
     * @param {string} type
     * @param {(event: any) => void} handler
     * @returns {() => void} takes it off again
     */
    add(type: string, handler: (event: any) => void): () => void;
    /**
     * @param {string} type
     * @param {any} event
     */
    call(type: string, event: any): void;
    #private;
}
