package dev.lifeline.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Why a frame was not accepted. The connection stays open.
 *
 * @param code the kind
 * @param detail what was wrong, the limit and the way out, in words; holds nothing of the frame but short names
 * @param cid the {@code cid} of the refused message, where it could be read
 */
public record Refusal(Code code, String detail, @Nullable String cid) {

    /** The kinds. The table in {@code docs/protocol.md} is tested against this list. */
    public enum Code {
        /** Not strict JSON, or nested too deeply. */
        BAD_JSON("bad-json"),
        /** JSON, but not one of the shapes: a field is missing or has the wrong form. */
        BAD_MESSAGE("bad-message"),
        /** A {@code type} that nobody handles. */
        UNKNOWN_TYPE("unknown-type"),
        /** The content is empty or too long. */
        BAD_CONTENT("bad-content"),
        /** The receiver does not exist or is no friend of the sender. */
        NOT_A_FRIEND("not-a-friend"),
        /** The group does not exist or the sender is not in it. */
        NOT_A_MEMBER("not-a-member"),
        /** No such line of the sender's own, or too old to be taken back. */
        NOT_RECALLABLE("not-recallable"),
        /** The same {@code cid} was used for another message. */
        CONFLICT("conflict"),
        /** The token is not good, or another user's. */
        BAD_TOKEN("bad-token"),
        /** The store cannot take anything now; the message may be sent again. */
        UNAVAILABLE("unavailable", false),
        /** The application has too much to do; the message may be sent again. */
        BUSY("busy", false),
        /** The server or the application failed on it; the log says why. */
        FAILED("failed", false);

        private final String wire;
        private final boolean sendersFault;

        Code(String wire) {
            this(wire, true);
        }

        Code(String wire, boolean sendersFault) {
            this.wire = wire;
            this.sendersFault = sendersFault;
        }

        /** The word on the wire. */
        public String wire() {
            return wire;
        }

        /** Whether whoever sent it could have known better. */
        public boolean isSendersFault() {
            return sendersFault;
        }
    }

    /** Carries a refusal up to whoever answers it. No stack trace: bad input is no fault of the program. */
    public static final class Thrown extends Exception {
        private final transient Refusal refusal;

        public Thrown(Code code, String detail, @Nullable String cid) {
            super(code.wire() + ": " + detail, null, false, false);
            this.refusal = new Refusal(code, detail, cid);
        }

        public Refusal refusal() {
            return refusal;
        }
    }
}
