package dev.lifeline.core.session;

import java.time.Duration;

/**
 * How a connection ended in the server's eyes. Immutable.
 *
 * @param how who ended it
 * @param code the close code that was sent or came (RFC 6455, section 7.4); 1006 where none did
 * @param silence how long neither side had sent anything by then
 * @param lifetime how long it had been open
 */
public record End(How how, int code, Duration silence, Duration lifetime) {

    /** What {@link #code} is without a Close frame (RFC 6455, section 7.1.5). */
    public static final int NO_CLOSE_FRAME = 1006;

    /** Who ended a connection. */
    public enum How {
        /** The server closed it. */
        OURS,
        /** A Close frame of the client arrived. */
        THEIRS,
        /** A FIN or RST arrived and no Close frame before it. */
        CUT
    }
}
