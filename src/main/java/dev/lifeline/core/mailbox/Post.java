package dev.lifeline.core.mailbox;

import dev.lifeline.core.protocol.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to store. Immutable; the body is not copied and must not be changed.
 *
 * @param to its receivers, without repeats; empty with {@code toAll}, or where only {@code log} or {@code idempotency}
 *     matter
 * @param toAll whether it goes to the stream of broadcasts instead
 * @param body stored once, however many receive it
 * @param timestamp when it was taken, in ms since 1970
 * @param idempotency its sender's name for it, or null
 * @param from the receiver among {@code to} who sent it, whose number a repeat is told again; or null
 * @param topic replaces, in each receiver's stream, the earlier message of this topic (RFC 8030, section 5.4); or null
 * @param expiresAt from then on it is not delivered any more, in ms since 1970; {@link #NEVER}
 * @param log the conversation whose history it belongs to, or null
 * @param erases the {@link Logged#id} of a message that this one takes back, whose body is removed everywhere; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Post(
        List<UserId> to,
        boolean toAll,
        byte[] body,
        long timestamp,
        @Nullable Idempotency idempotency,
        @Nullable UserId from,
        @Nullable String topic,
        long expiresAt,
        @Nullable String log,
        long erases) {

    /** The {@code expiresAt} of what retention alone ends. */
    public static final long NEVER = Long.MAX_VALUE;

    public Post {
        to = List.copyOf(to);
        if (toAll && !to.isEmpty()) {
            throw new IllegalArgumentException("a broadcast names no receivers");
        }
    }

    /** A message to users with nothing special about it. */
    public static Post to(List<UserId> users, byte[] body, long timestamp) {
        return new Post(users, false, body, timestamp, null, null, null, NEVER, null, 0);
    }

    /** A broadcast with nothing special about it. */
    public static Post toAll(byte[] body, long timestamp) {
        return new Post(List.of(), true, body, timestamp, null, null, null, NEVER, null, 0);
    }

    public Post named(Idempotency name, @Nullable UserId sender) {
        return new Post(to, toAll, body, timestamp, name, sender, topic, expiresAt, log, erases);
    }

    public Post under(@Nullable String newTopic, long until) {
        return new Post(to, toAll, body, timestamp, idempotency, from, newTopic, until, log, erases);
    }

    public Post loggedIn(String conversation) {
        return new Post(to, toAll, body, timestamp, idempotency, from, topic, expiresAt, conversation, erases);
    }

    public Post erasing(long id) {
        return new Post(to, toAll, body, timestamp, idempotency, from, topic, expiresAt, log, id);
    }
}
