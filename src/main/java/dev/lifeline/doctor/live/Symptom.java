package dev.lifeline.doctor.live;

import dev.lifeline.doctor.Fault.Severity;
import java.util.Locale;

/**
 * Every kind of finding about the way to a running server. The table in {@code docs/operations.md} is tested against
 * it. Those that nothing of Lifeline answered for are found by who asked: by the command, and by the page.
 */
public enum Symptom {
    /** Nobody answered. */
    NO_ANSWER(Severity.FAULT),
    /** The proxy found no server behind it. */
    BAD_GATEWAY(Severity.FAULT),
    /** A limit of requests or connections. */
    LIMITED(Severity.FAULT),
    /** A proxy asks for a password. */
    AUTH_BASIC(Severity.FAULT),
    /** A proxy forbids the address. */
    FORBIDDEN(Severity.FAULT),
    /** The address is another one. */
    REDIRECTED(Severity.FAULT),
    /** Tomcat answered, but was asked for another address. */
    ADDRESS_CHANGED(Severity.FAULT),
    /** Something else than Lifeline answered. */
    NOT_LED(Severity.FAULT),
    /** The answer is an old one, or another server's. */
    ELSEWHERE(Severity.FAULT),
    /** A plain request arrived, the handshake did not. */
    HANDSHAKE_LOST(Severity.FAULT),
    /** The handshake was accepted, but its answer did not come back. */
    ANSWER_LOST(Severity.FAULT),
    /** The handshake's own key is missing. */
    REQUEST_HEADERS_OFF(Severity.FAULT),
    /** The Upgrade line did not arrive. */
    UPGRADE_MISSING(Severity.FAULT),
    /** The Connection line that arrived asks for no upgrade. */
    CONNECTION_WRONG(Severity.FAULT),
    /** The Host that arrived is not the page's. */
    HOST_MISSING(Severity.FAULT),
    /** Lifeline refused the handshake for a reason of its own. */
    REFUSED(Severity.FAULT),
    /** The connection is open, but nothing passes. */
    FRAMES_BLOCKED(Severity.FAULT),
    /** Every quiet connection is cut. */
    READ_TIMEOUT_CUTS(Severity.FAULT),
    /** One late heartbeat is enough for a cut. */
    READ_TIMEOUT_SHORT(Severity.WARNING),
    /** The request arrived in HTTP/1.0. */
    HTTP_VERSION(Severity.WARNING),
    /** The page's origin did not arrive. */
    ORIGIN_CHANGED(Severity.WARNING),
    /** Nothing tells the client's address. */
    FORWARDED_FOR_MISSING(Severity.WARNING),
    /** Nothing tells that the page was fetched over HTTPS. */
    FORWARDED_PROTO_MISSING(Severity.WARNING);

    private final Severity severity;

    Symptom(Severity severity) {
        this.severity = severity;
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
