package dev.lifeline.core.path;

import dev.lifeline.core.path.Ending.Last;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the server saw a live connection end. Immutable; compared by identity.
 *
 * @param path how it came
 * @param user whose it was
 * @param seen who ended it
 * @param silence how long neither side had sent anything; zero or more
 * @param lifetime how long it had been open; zero or more
 * @param interval the heartbeat's interval that it had; positive
 * @param marks the names of the hops that showed themselves in its handshake, see {@link Hops#marksOf}
 */
public record ConnectionEnd(
        PathKey path,
        UserId user,
        Seen seen,
        Duration silence,
        Duration lifetime,
        Duration interval,
        Set<String> marks) {

    /**
     * Who ended a connection: the server with a code, the client with a Close frame, or nobody said.
     *
     * @param own the server's own code; null: it did not close
     * @param code that of the client's Close frame (RFC 6455, section 7.4), 1005 where the frame had none; 0: none came
     */
    public record Seen(@Nullable CloseCode own, int code) {

        /** The server closed it. */
        public static Seen server(CloseCode code) {
            return new Seen(code, 0);
        }

        /** The client's Close frame came; 1006, which never travels, counts as none. */
        public static Seen client(int code) {
            return new Seen(null, code == Ending.ABNORMAL_CLOSURE ? 0 : code);
        }

        /** A FIN or RST came and no Close frame before it. */
        public static Seen cut() {
            return new Seen(null, 0);
        }

        boolean isCut() {
            return own == null && code == 0;
        }
    }

    /** The same, now that the client has come back: for {@link PathLimits#ended}. */
    public Ending ending(Duration awayFor, @Nullable Last last) {
        return new Ending(seen.isCut(), silence, lifetime, interval, awayFor, last);
    }

    /** By identity: the one that a record generates makes the JDK hold on to an undeployed application. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "end of a connection of " + user + ", " + path + ", after " + lifetime + ", silent for " + silence;
    }
}
