package dev.lifeline.doctor;

import java.util.Locale;

/** Every kind of finding in a configuration of nginx. The table in {@code docs/operations.md} is tested against it. */
public enum Fault {
    /** No location passes the handshake on. */
    NO_LOCATION(Severity.FAULT),
    /** Another location takes the requests that this one is meant for. */
    NOT_REACHED(Severity.FAULT),
    /** nginx answers itself, and passes nothing on. */
    NOT_PASSED(Severity.FAULT),
    /** What reaches the server is no longer the address of a handshake. */
    PATH_CHANGED(Severity.FAULT),
    /** Outer {@code proxy_set_header} lines do not count here. */
    HEADERS_NOT_INHERITED(Severity.FAULT),
    /** The Upgrade line does not reach the server. */
    UPGRADE_MISSING(Severity.FAULT),
    /** The Connection line that reaches the server asks for no upgrade. */
    CONNECTION_WRONG(Severity.FAULT),
    /** The browser's own lines do not reach the server. */
    REQUEST_HEADERS_OFF(Severity.FAULT),
    /** The server is asked in HTTP/2, which nginx upgrades nothing in. */
    HTTP2_UPSTREAM(Severity.FAULT),
    /** The server sees the upstream's name as host. */
    HOST_MISSING(Severity.FAULT),
    /** Every quiet connection is cut. */
    READ_TIMEOUT_CUTS(Severity.FAULT),
    /** One late heartbeat is enough for a cut. */
    READ_TIMEOUT_SHORT(Severity.WARNING),
    /** A slow reader is cut before Lifeline would. */
    SEND_TIMEOUT_SHORT(Severity.WARNING),
    /** The server is asked in HTTP/1.0. */
    HTTP_VERSION(Severity.WARNING),
    /** The server may see another host or port than the browser. */
    HOST_CHANGED(Severity.WARNING),
    /** The page's origin does not reach the server as it is. */
    ORIGIN_CHANGED(Severity.WARNING),
    /** Every request closes its connection to the server. */
    CONNECTION_ALWAYS(Severity.WARNING),
    /** Few connections fit into a worker. */
    WORKER_CONNECTIONS(Severity.WARNING),
    /** Fewer files than connections. */
    WORKER_FILES(Severity.WARNING),
    /** Connections are limited. */
    LIMIT_CONN(Severity.WARNING),
    /** Handshakes are limited. */
    LIMIT_REQ(Severity.WARNING),
    /** nginx asks for a password. */
    AUTH_BASIC(Severity.WARNING),
    /** The text is not the whole configuration. */
    INCLUDE_MISSING(Severity.WARNING),
    /** Secrets are logged. */
    LOG_SECRET(Severity.WARNING),
    /** The query is logged, where a token may stand. */
    LOG_QUERY(Severity.NOTE),
    /** Buffering does not concern tunnels. */
    BUFFERING(Severity.NOTE),
    /** WebSocket connections use HTTP/1.1 beside HTTP/2 or HTTP/3. */
    HTTP2_LISTEN(Severity.NOTE),
    /** A regular expression could not be judged. */
    REGEX_UNKNOWN(Severity.NOTE);

    private final Severity severity;

    Fault(Severity severity) {
        this.severity = severity;
    }

    /** How bad a finding is. */
    public enum Severity {
        /** Connections fail, or are cut. */
        FAULT,
        /** It works, but not always or not well. */
        WARNING,
        /** Nothing has to be done. */
        NOTE
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** Its name in answers, such as {@code upgrade-missing}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
