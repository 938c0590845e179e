package dev.lifeline.doctor.live;

import java.time.Duration;

/**
 * One connection of an examination, as it stands. Immutable.
 *
 * @param silence how long it is to stay silent; zero for one that only wants its echo
 * @param state what is known of it
 * @param after how long it was open when it ended or had its echo; until then, how long it is
 */
public record Attempt(Duration silence, State state, Duration after) {

    /** Where a connection stands. */
    public enum State {
        /** Its handshake has not come. */
        WAITING,
        /** It is open, and nothing was said yet. */
        SILENT,
        /** It had its echo. */
        SURVIVED,
        /** It was closed without a Close frame. */
        CUT,
        /** It is dead, but nobody closed it. */
        DROPPED,
        /** It was never open. */
        REFUSED,
        /** It tells nothing. */
        VOID
    }
}
