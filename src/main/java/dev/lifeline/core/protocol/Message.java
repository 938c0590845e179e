package dev.lifeline.core.protocol;

/**
 * A message as it is stored: once, however many receive it. Each reader sees his own {@link Outbound} of it. Immutable.
 */
public sealed interface Message {

    /** What the reader gets to see. */
    Outbound seenBy(UserId reader);

    /**
     * A line of chat.
     *
     * @param from the sender
     * @param username his name from the directory
     * @param avatar address of his picture
     * @param to the friend or the group that he wrote to
     * @param content the line
     * @param cid unique for its sender
     * @param timestamp when the server took it, in ms since 1970
     */
    record Chat(
            UserId from, String username, String avatar, Conversation to, String content, String cid, long timestamp)
            implements Message {

        @Override
        public Outbound.Chat seenBy(UserId reader) {
            boolean mine = reader.equals(from);
            boolean toFriend = to.kind() == Conversation.Kind.FRIEND;
            Conversation shown = toFriend && !mine ? Conversation.friend(from) : to;
            return new Outbound.Chat(shown, from, username, avatar, content, cid, timestamp, mine);
        }
    }

    /** Anything that a back end pushes: one checked JSON object with a {@code type}. */
    record Pushed(String json) implements Message {

        @Override
        public Outbound seenBy(UserId reader) {
            return new Outbound.Pushed(json);
        }
    }

    /** A line was taken back by its sender. */
    record Recalled(UserId by, Conversation to, String cid) implements Message {

        @Override
        public Outbound seenBy(UserId reader) {
            return new Outbound.Recalled(by, to, cid);
        }
    }

    /** A friend's devices have got the reader's lines, or he has seen them, up to {@code cid}. */
    record Receipt(Kind kind, UserId by, String cid) implements Message {

        /** How far a line has come. */
        public enum Kind {
            DELIVERED("delivered"),
            READ("read");

            private final String wire;

            Kind(String wire) {
                this.wire = wire;
            }

            /** The value of {@code type} on the wire. */
            public String wire() {
                return wire;
            }
        }

        @Override
        public Outbound seenBy(UserId reader) {
            return new Outbound.Receipt(kind, by, cid);
        }
    }
}
