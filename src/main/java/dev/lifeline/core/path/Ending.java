package dev.lifeline.core.path;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a live connection ended in the server's eyes, told once its client has come back. Immutable.
 *
 * @param cutSeen a FIN or RST arrived and no Close frame before it
 * @param silence how long neither side had sent anything by then; zero or more
 * @param lifetime how long the connection had been open; zero or more
 * @param interval the heartbeat's interval that it had; positive
 * @param awayFor from the end in the server's eyes until the client came back; negative where it came back before the
 *     server knew of the end
 * @param last what the client says of it; null: it says nothing, such as at the plain level
 */
public record Ending(
        boolean cutSeen,
        Duration silence,
        Duration lifetime,
        Duration interval,
        Duration awayFor,
        @Nullable Last last) {

    /** Whoever comes back within this was alive when his connection ended; a closed laptop was not. */
    public static final Duration ALIVE = Duration.ofSeconds(60);

    /** How much shorter than the server's the client's view of the silence may be: its last bytes travelled. */
    static final Duration SLACK = Duration.ofSeconds(5);

    /** What a client sees of a FIN or RST; never on the wire (RFC 6455, section 7.4.1). */
    static final int ABNORMAL_CLOSURE = 1006;

    /**
     * The client's {@code last} frame.
     *
     * @param code the close code that it saw (RFC 6455, section 7.4)
     * @param silence how long it had heard nothing
     * @param verdict its own reason to leave ({@code dead}, {@code page}, {@code offline}); null: it did not leave
     */
    public record Last(int code, Duration silence, @Nullable String verdict) {}

    /** What the end tells about the path. */
    enum Meaning {
        /** Nothing: somebody closed, or the client slept or was away. */
        NOTHING,
        /** The link was lost without a word while the client lived: a reason to look closer, not a limit. */
        LOSS,
        /** The connection was cut for its silence, or for something that looks the same. */
        CUT
    }

    Meaning meaning() {
        if (awayFor.compareTo(ALIVE) > 0) {
            return Meaning.NOTHING;
        }
        if (last != null && "dead".equals(last.verdict())) {
            // A machine that slept hears nothing for longer than its heartbeat would ever wait.
            boolean slept = last.silence().compareTo(interval.plus(ALIVE)) > 0;
            return slept ? Meaning.NOTHING : Meaning.LOSS;
        }
        return cutSeen && (last == null || agrees(last)) ? Meaning.CUT : Meaning.NOTHING;
    }

    private boolean agrees(Last last) {
        return last.verdict() == null
                && last.code() == ABNORMAL_CLOSURE
                && last.silence().compareTo(silence.minus(SLACK)) >= 0;
    }
}
