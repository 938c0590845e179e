package dev.lifeline.core.delivery;

import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a back end wants pushed. Immutable.
 *
 * @param users receivers, without repeats
 * @param groups ids of groups whose members receive it too
 * @param all whether everybody receives it instead; then {@code users} and {@code groups} are empty
 * @param json one checked JSON object with a {@code type}
 * @param id the back end's own name for it, 1 to 64 characters, or null: the same one again pushes nothing new
 * @param topic replaces its undelivered predecessor of the same topic (RFC 8030, section 5.4), 1 to 32 characters, or
 *     null
 * @param ttl how long it is worth delivering (RFC 8030, section 5.2), or null for as long as retention keeps it; zero
 *     reaches only who is connected now and is not stored
 */
public record PushOrder(
        List<UserId> users,
        List<String> groups,
        boolean all,
        String json,
        @Nullable String id,
        @Nullable String topic,
        @Nullable Duration ttl) {

    public PushOrder {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }

    /** The same with another text. */
    public PushOrder withJson(String newJson) {
        return new PushOrder(users, groups, all, newJson, id, topic, ttl);
    }

    /** To one user, with nothing special about it. */
    public static PushOrder toUser(UserId user, String json) {
        return new PushOrder(List.of(user), List.of(), false, json, null, null, null);
    }

    /** To everybody, with nothing special about it. */
    public static PushOrder toAll(String json) {
        return new PushOrder(List.of(), List.of(), true, json, null, null, null);
    }
}
