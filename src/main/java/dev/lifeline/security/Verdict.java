package dev.lifeline.security;

import dev.lifeline.core.protocol.Problem;

/** What the gate decided. Immutable. */
public sealed interface Verdict {

    /** Let in. */
    record Admitted(Handshake handshake) implements Verdict {}

    /**
     * Turned away.
     *
     * @param problem the kind
     * @param detail this case in words, with the setting to change; holds no secret
     */
    record Refused(Problem problem, String detail) implements Verdict {}
}
