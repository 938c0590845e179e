package dev.lifeline.doctor.live;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the administrator's side saw one of its connections. Immutable.
 *
 * @param result what became of it
 * @param after how long it had been open; zero where it never was
 * @param status of the answer that refused it; 0 where none is known, as in a browser
 */
public record Seen(Result result, Duration after, int status) {

    /** What became of a connection. */
    public enum Result {
        /** It stayed silent as long as asked, and was answered then. */
        SURVIVED,
        /** It was closed without a Close frame while it was silent. */
        CUT,
        /** It asked for its echo, and none came. */
        DROPPED,
        /** Its handshake failed. */
        REFUSED,
        /** That side cannot tell: it slept, or the server closed the connection. */
        VOID;

        /** The result of a name such as {@code survived}. */
        public static Optional<Result> of(String name) {
            return Stream.of(values())
                    .filter(result -> result.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }
}
