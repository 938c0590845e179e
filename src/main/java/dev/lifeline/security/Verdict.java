package dev.lifeline.security;

import dev.lifeline.core.protocol.Problem;
import java.time.Duration;

/** What the gate decided. Immutable. */
public sealed interface Verdict {

    /** Let in. */
    record Admitted(Handshake handshake) implements Verdict {}

    /**
     * Turned away.
     *
     * @param problem the kind
     * @param detail this case in words, with the setting to change; holds no secret
     * @param retryAfter how long to wait before the same may be tried again; zero where that is not what keeps it from succeeding
     */
    record Refused(Problem problem, String detail, Duration retryAfter) implements Verdict {

        /** Waiting alone changes nothing. */
        public Refused(Problem problem, String detail) {
            this(problem, detail, Duration.ZERO);
        }
    }
}
