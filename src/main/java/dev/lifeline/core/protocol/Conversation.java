package dev.lifeline.core.protocol;

import java.text.Normalizer;

/**
 * Where a chat message belongs: with one friend, or in a group. Immutable.
 *
 * @param kind friend or group
 * @param id the friend's user id or the group's id
 */
public record Conversation(Kind kind, String id) {

    /** The two kinds, as LayIM names them. */
    public enum Kind {
        FRIEND("friend"),
        GROUP("group");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        /** The value of {@code type} on the wire. */
        public String wire() {
            return wire;
        }
    }

    /** A friend's id is held as {@link UserId} holds it, so that however it is typed there is one conversation. */
    public Conversation {
        if (kind == Kind.FRIEND && id.length() <= 8 * UserId.MAX_LENGTH) {
            id = Normalizer.normalize(id, Normalizer.Form.NFC);
        }
    }

    /**
     * The name of its history, the same for everyone in it.
     *
     * @param me one of the two in it, where it is with a friend
     */
    public String log(UserId me) {
        if (kind == Kind.GROUP) {
            return "g:" + id;
        }
        // A blank is in no user id, and sorts the two names without doubt.
        return me.value().compareTo(id) < 0 ? "f:" + me + " " + id : "f:" + id + " " + me;
    }

    public static Conversation friend(UserId id) {
        return new Conversation(Kind.FRIEND, id.value());
    }

    public static Conversation group(String id) {
        return new Conversation(Kind.GROUP, id);
    }
}
