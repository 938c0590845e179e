package dev.lifeline.core.protocol;

/**
 * Every error that the server answers over HTTP, as {@code application/problem+json} (RFC 9457). The table in
 * {@code docs/protocol.md} is tested against this list.
 */
public enum Problem {
    /** The {@code {userId}} of the address is no user id. */
    BAD_USER_ID(400, "bad-user-id", "The address names no valid user"),
    /** A request to the API that cannot be read. */
    BAD_REQUEST(400, "bad-request", "The request cannot be read"),
    /** No way to log in is configured. */
    LOGIN_NOT_CONFIGURED(401, "login-not-configured", "Nobody can log in yet: lifeline.auth is not set"),
    /** A token is asked for, and none came. */
    NO_TOKEN(401, "no-token", "A token is missing"),
    /** The token cannot be read, is not signed as it has to be, or says something that it must not say. */
    BAD_TOKEN(401, "bad-token", "The token is not good"),
    /** The token was good once. */
    TOKEN_EXPIRED(401, "token-expired", "The token has expired"),
    /** The back end took the user's tokens back. */
    TOKEN_REVOKED(401, "token-revoked", "The token was taken back"),
    /** The container's login is asked for, and nobody is logged in. */
    NO_LOGIN(401, "no-login", "Nobody is logged in"),
    /** The push API was called without its key, or with a wrong one. */
    BAD_KEY(401, "bad-key", "The push key is missing or wrong"),
    /** The page comes from another site than the server. */
    FOREIGN_ORIGIN(403, "foreign-origin", "The page's origin is not this server"),
    /** The login is good, but another user's. */
    WRONG_USER(403, "wrong-user", "The login is another user's"),
    /** What was entered is not the setup key of a server that nobody configured, or no longer. */
    WRONG_SETUP_KEY(403, "wrong-setup-key", "That is not the setup key"),
    /** The push API is off. */
    PUSH_KEY_NOT_CONFIGURED(403, "push-key-not-configured", "The push API is off: lifeline.push-key is not set"),
    /** Nothing is here. */
    NOT_FOUND(404, "not-found", "Nothing is here"),
    /** Another method than the address takes. */
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This address does not take that method"),
    /** The body of a request did not come in time. */
    BODY_TOO_SLOW(408, "body-too-slow", "The body did not come in time"),
    /** The same id was used for another push. */
    ID_CONFLICT(409, "id-conflict", "That id was used for something else"),
    /** The application brought its own directory, which is not kept through the API. */
    DIRECTORY_NOT_EDITABLE(409, "directory-not-editable", "Who is who is kept by the application itself"),
    /** A body larger than the limit. */
    BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
    /** A body of another type than the address takes. */
    NOT_JSON(415, "not-json", "The body is not JSON"),
    /** The request was sent to a host name that this server does not answer to. */
    WRONG_HOST(421, "wrong-host", "This server does not answer to that host name"),
    /** All is well but for the missing Upgrade: a plain request, or a proxy that took the line away. */
    UPGRADE_REQUIRED(426, "upgrade-required", "This address is for WebSocket connections"),
    /** A user, or an address, has as many connections as are let in. */
    TOO_MANY_CONNECTIONS(429, "too-many-connections", "There are too many connections already"),
    /** An address shakes hands too often. */
    TOO_MANY_HANDSHAKES(429, "too-many-handshakes", "Handshakes come too fast"),
    /** An address tries too many keys. */
    TOO_MANY_ATTEMPTS(429, "too-many-attempts", "Too many wrong keys came from this address"),
    /** Too many wrong setup keys, and this is one more. */
    TOO_MANY_SETUP_KEYS(429, "too-many-setup-keys", "Too many wrong setup keys were entered"),
    /** The server failed; its log says why. */
    INTERNAL(500, "internal", "The server failed on this request"),
    /** Nothing can be stored now. */
    STORE_UNAVAILABLE(503, "store-unavailable", "Nothing can be stored now"),
    /** Whether a token is good cannot be told now. */
    KEYS_UNAVAILABLE(503, "keys-unavailable", "The key that the token needs is not known yet"),
    /** The server has as many connections as it takes. */
    FULL(503, "full", "The server has no room for more connections"),
    /** The web application is stopping. */
    STOPPING(503, "stopping", "The server is stopping");

    private final int status;
    private final String slug;
    private final String title;

    Problem(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The name, unique in this list; the wire's {@code type} is {@code urn:lifeline:problem:} and this. */
    public String slug() {
        return slug;
    }

    /** The kind in one line, the same for every occurrence. */
    public String title() {
        return title;
    }
}
