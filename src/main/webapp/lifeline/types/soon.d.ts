/** Stands in for a connection while the code for a shared one is loaded: what is sent meanwhile waits in the page. */
export class Soon {
    /** @param {() => void} changed the state has */
    constructor(changed: () => void);
    /** @returns {import('./states.js').View} */
    get view(): import("./states.js").View;
    retry(): void;
    close(): void;
    send(): void;
    tell(): void;
    taken(): void;
    wake(): void;
    offline(): void;
    putAway(): void;
    #private;
}
