/**
 * @typedef {object} MiniProgram what is called of `wx`, of `uni`, or of another platform with their documented methods
 * @property {(request: any) => any} connectSocket gives the socket's task
 * @property {(request: any) => any} request
 * @property {(key: string) => any} getStorageSync
 * @property {(key: string, value: any) => void} setStorageSync
 * @property {(listener: () => void) => void} [onAppShow]
 * @property {(request: any) => any} [getNetworkType]
 * @property {(listener: (network: {isConnected: boolean, networkType: string}) => void) => void}
 *     [onNetworkStatusChange]
 */
/**
 * What `connect` needs where there is no browser, over what a mini program has in its place.
 *
 *     const line = connect('wss://www.example.com/web/count/u1', miniProgram(wx));
 *
 * The host must be entered with the platform as one of both requests and sockets. Once for an app: it listens to
 * the app's events as long as that lives.
 *
 * @param {MiniProgram} api `wx` or `uni`
 * @returns {import('./options.js').Options}
 */
export function miniProgram(api: MiniProgram): import("./options.js").Options;
/**
 * what is called of `wx`, of `uni`, or of another platform with their documented methods
 */
export type MiniProgram = {
    /**
     * gives the socket's task
     */
    connectSocket: (request: any) => any;
    request: (request: any) => any;
    getStorageSync: (key: string) => any;
    setStorageSync: (key: string, value: any) => void;
    onAppShow?: ((listener: () => void) => void) | undefined;
    getNetworkType?: ((request: any) => any) | undefined;
    onNetworkStatusChange?: ((listener: (network: {
        isConnected: boolean;
        networkType: string;
    }) => void) => void) | undefined;
};
