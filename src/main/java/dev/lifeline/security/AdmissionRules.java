package dev.lifeline.security;

import dev.lifeline.core.limits.Limit;

/**
 * How much is let in. Immutable; every number is at least 1.
 *
 * @param connections at a time, those that only measure included
 * @param perUser connections of one user at a time
 * @param perAddress connections from one address at a time
 * @param handshakes from one address in a second, sustained
 * @param keyAttempts wrong keys from one address in a minute
 */
public record AdmissionRules(int connections, int perUser, int perAddress, int handshakes, int keyAttempts) {

    /** Seconds' worth of handshakes that may come at once: a page with its frames, an office that comes back. */
    static final int BURST_SECONDS = 10;

    /**
     * A limit in words, for whoever has met it: its value and the setting that moves it.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    String told(Limit limit) {
        String most = switch (limit) {
            case CONNECTIONS -> connections + " connections";
            case CONNECTIONS_PER_USER -> perUser + " connections of one user";
            case CONNECTIONS_PER_ADDRESS -> perAddress + " connections from one address";
            case HANDSHAKES_PER_ADDRESS -> handshakes + " handshakes a second from one address";
            case KEY_ATTEMPTS -> keyAttempts + " wrong keys a minute from one address";
            default -> throw new IllegalArgumentException(limit + " is not met at the door");
        };
        return "at most " + most + " (" + limit.setting() + ")";
    }
}
