package dev.lifeline.core.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message from a page, reduced to what may be believed: who speaks, his name and who belongs to a group are never
 * taken from a frame. Immutable.
 */
public sealed interface Inbound {

    /** The page's own name for this message, for its answer to refer to; null where it gave none. */
    @Nullable
    String cid();

    /**
     * A line of chat.
     *
     * @param to where it is to be shown
     * @param content 1 to {@value #MAX_CONTENT} characters
     * @param cid at most {@value #MAX_CID} characters, or null
     */
    record Chat(Conversation to, String content, @Nullable String cid) implements Inbound {

        /** The most UTF-16 characters of a chat line, LayIM's own limit. */
        public static final int MAX_CONTENT = 3_000;

        /** The most UTF-16 characters of a {@code cid}. */
        public static final int MAX_CID = 64;
    }

    /** The user shows himself ({@link Status#ONLINE}) or hides ({@link Status#HIDDEN}). */
    record StatusChoice(Status status) implements Inbound {

        @Override
        public @Nullable String cid() {
            return null;
        }
    }

    /** Everything up to there has reached the page. */
    record Ack(long seq, long all) implements Inbound {

        @Override
        public @Nullable String cid() {
            return null;
        }
    }

    /** A friend's lines were shown, up to his {@code cid}. */
    record Read(Conversation of, String cid) implements Inbound {}

    /** The user is writing there. */
    record Typing(Conversation to) implements Inbound {

        @Override
        public @Nullable String cid() {
            return null;
        }
    }

    /** The user takes his own line {@code cid} back. */
    record Recall(Conversation to, String cid) implements Inbound {}

    /** A new token, before the connection's own expires. Not shown by {@code toString}. */
    record Token(String token, @Nullable String cid) implements Inbound {

        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * How this client's connection before this one ended, in its own words.
     *
     * @param code the close code that it saw (RFC 6455, section 7.4)
     * @param silence how long it had heard nothing
     * @param verdict its own reason to leave; null: it did not leave
     */
    record Last(int code, Duration silence, @Nullable String verdict) implements Inbound {

        @Override
        public @Nullable String cid() {
            return null;
        }
    }

    /** What became of a connection that measured the path. */
    record Probed(String lease, Result result) implements Inbound {

        /** What the client saw. */
        public enum Result {
            /** It asked for the echo after its silence and got it. */
            SURVIVED,
            /** It was closed during its silence. */
            CUT,
            /** It asked for the echo after its silence and heard nothing. */
            DROPPED,
            /** Its handshake failed. */
            REFUSED,
            /** The client slept, or its network changed: it cannot tell. */
            VOID,
            /** The client does not measure here. */
            METERED
        }

        @Override
        public @Nullable String cid() {
            return null;
        }
    }

    /** A message for the application: one JSON object of a type that is not Lifeline's own. */
    record Custom(String type, String json, @Nullable String cid) implements Inbound {}
}
