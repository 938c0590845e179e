package dev.lifeline.core.protocol;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to a page, before a {@link Codec} gives it its shape. Immutable. */
public sealed interface Outbound {

    /**
     * A line of chat, as one receiver sees it.
     *
     * @param conversation where it is shown: for a friend's line the other side's id, for a group the group's
     * @param fromId the sender
     * @param username the sender's name from the directory
     * @param avatar address of the sender's picture
     * @param content the line
     * @param cid unique for its sender
     * @param timestamp when the server took it, in ms since 1970
     * @param mine whether the receiver is the sender, on another of his devices
     */
    record Chat(
            Conversation conversation,
            UserId fromId,
            String username,
            String avatar,
            String content,
            String cid,
            long timestamp,
            boolean mine)
            implements Outbound {}

    /** A friend came or went; {@code status} is {@link Status#ONLINE} or {@link Status#OFFLINE}. */
    record StatusUpdate(UserId user, Status status) implements Outbound {}

    /** A line that the window shows as the system's own. */
    record SystemLine(Conversation conversation, String content) implements Outbound {}

    /** A frame that was not accepted. */
    record Refused(Refusal refusal) implements Outbound {}

    /**
     * The first frame of {@link Level#V1}.
     *
     * @param connection this connection's name, for logs and support
     * @param from the client's position from now on: what follows comes after it
     * @param newest the newest of each stream at this moment
     * @param lost why the client's own position could not be followed, or null where it could
     * @param interval how long the client stays silent before it pings
     * @param patience how long it waits for an answer
     * @param maxMessage the largest message that the server takes, in bytes
     * @param messageRate how many messages a second it may send in the long run
     * @param messageBurst how many at once after a rest
     * @param time the server's wall clock, in ms since 1970
     * @param expiresIn how long the client's token is good for, or null where it has none
     */
    record Welcome(
            String connection,
            Position from,
            Position newest,
            @Nullable String lost,
            Duration interval,
            Duration patience,
            int maxMessage,
            long messageRate,
            long messageBurst,
            long time,
            @Nullable Duration expiresIn)
            implements Outbound {}

    /** Everything that a client missed has gone out to it; what follows comes as it happens. */
    record Live() implements Outbound {}

    /** This connection's heartbeat from now on, as in {@link Welcome}. */
    record Heartbeat(Duration interval, Duration patience) implements Outbound {}

    /** Leave for one connection that stays silent for so long and then asks for an echo. */
    record Probe(String lease, Duration silence) implements Outbound {}

    /**
     * Who ended this client's connection before this one.
     *
     * @param cause such as {@code idle-limit}
     * @param silence how long neither side had sent anything
     * @param lifetime how long it had been open
     * @param hops the likely culprits; empty: nobody that is known
     * @param english one sentence for people
     * @param chinese the same
     */
    record Diagnosis(
            String cause, Duration silence, Duration lifetime, List<Culprit> hops, String english, String chinese)
            implements Outbound {

        /**
         * Somebody on the way.
         *
         * @param name of the product
         * @param setting where its limit is changed; {@code -} where it cannot be
         */
        public record Culprit(String name, String setting) {}
    }

    /** The client's new token was taken: how long it is good for. */
    record Token(Duration expiresIn) implements Outbound {}

    /** A message of this client is stored, or handled by the application. */
    record Sent(String cid, long timestamp) implements Outbound {}

    /** A line was taken back by its sender. */
    record Recalled(UserId by, Conversation to, String cid) implements Outbound {}

    /** The reader's lines to a friend have come so far, up to {@code cid}. */
    record Receipt(Message.Receipt.Kind kind, UserId by, String cid) implements Outbound {}

    /** Somebody is writing; {@code conversation} as the receiver sees it. */
    record Typing(Conversation conversation, UserId from) implements Outbound {}

    /**
     * The server is about to close.
     *
     * @param after when this client is to come back
     */
    record Bye(String reason, Duration after) implements Outbound {}

    /** Anything that a back end pushes: one JSON object with a {@code type}, already checked. */
    record Pushed(String json) implements Outbound {}
}
