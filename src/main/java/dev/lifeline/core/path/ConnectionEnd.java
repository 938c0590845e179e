package dev.lifeline.core.path;

import dev.lifeline.core.path.Ending.Last;
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
     * Who ended a connection.
     *
     * @param by who
     * @param code the close code that was sent or came (RFC 6455, section 7.4), 1006 where none did
     */
    public record Seen(By by, int code) {

        /** Who can end a connection. */
        enum By {
            SERVER,
            CLIENT,
            NOBODY
        }

        /** The server closed it. */
        public static Seen server(int code) {
            return new Seen(By.SERVER, code);
        }

        /** The client's Close frame came; 1006, which never travels, counts as none. */
        public static Seen client(int code) {
            return code == Ending.ABNORMAL_CLOSURE ? cut() : new Seen(By.CLIENT, code);
        }

        /** A FIN or RST came and no Close frame before it. */
        public static Seen cut() {
            return new Seen(By.NOBODY, Ending.ABNORMAL_CLOSURE);
        }

        boolean isCut() {
            return by == By.NOBODY;
        }

        boolean isServers() {
            return by == By.SERVER;
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
