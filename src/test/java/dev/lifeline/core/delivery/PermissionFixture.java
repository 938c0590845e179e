package dev.lifeline.core.delivery;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.FriendList;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small world, all of it connected: {@code me} with one friend ({@code fay}); {@code max}, who is only in the same group
 * ({@code in}); {@code sue}, a stranger, who is with {@code fay} in another one ({@code out}). {@code zed} is in no
 * directory.
 */
abstract class PermissionFixture extends DeliveryFixture {

    private static final UserId ME = new UserId("me");
    private static final Set<String> KNOWN = Set.of("me", "fay", "max", "sue");

    /** The world's directory, before anything is made of it. */
    static final class World implements Directory {

        @Override
        public Optional<Person> person(UserId id) {
            return KNOWN.contains(id.value()) ? Optional.of(new Person(id, id + "!", "", "")) : Optional.empty();
        }

        @Override
        public List<FriendList> friends(UserId id) {
            List<Person> friends = KNOWN.stream()
                    .map(UserId::new)
                    .filter(other -> areFriends(id, other))
                    .flatMap(other -> person(other).stream())
                    .toList();
            return List.of(new FriendList("f", "Friends", friends));
        }

        @Override
        public boolean areFriends(UserId a, UserId b) {
            return !a.equals(b)
                    && Set.of(Set.of("me", "fay"), Set.of("fay", "sue")).contains(Set.of(a.value(), b.value()));
        }

        @Override
        public List<Group> groups(UserId member) {
            return List.of(group("in", "me", "fay", "max"), group("out", "sue", "fay")).stream()
                    .filter(group -> group.members().contains(member))
                    .toList();
        }

        @Override
        public Optional<Group> group(String id) {
            return groups(new UserId("fay")).stream()
                    .filter(group -> group.id().equals(id))
                    .findFirst();
        }

        private static Group group(String id, String... members) {
            List<UserId> all = List.of(members).stream().map(UserId::new).toList();
            return new Group(id, id, "", all.get(0), all);
        }
    }

    private final Map<String, Client> all = new LinkedHashMap<>();

    /** Connects everybody, and lets the talk of arriving pass by. */
    final void connectAll() {
        for (String user : List.of("me", "fay", "max", "sue", "zed")) {
            all.put(user, v1(user));
        }
        heard();
    }

    /** Somebody writes a line; it has passed by when this returns. */
    final void wrote(String user, String kind, String to, String cid) {
        all.get(user).says(send(kind, to, cid));
        heard();
    }

    static String send(String kind, String to, String cid) {
        return "{\"type\":\"send\",\"cid\":\"" + cid + "\",\"to\":{\"id\":\"" + to + "\",\"type\":\"" + kind
                + "\"},\"content\":\"hello\"}";
    }

    /** What everybody hears when {@code me} says that, such as {@code me:sent fay:friend}. */
    final String hearAfter(String frame) {
        all.get("me").says(frame);
        return heard();
    }

    private String heard() {
        executor.runAll();
        List<String> heard = new ArrayList<>();
        all.forEach((user, client) -> {
            for (String event = client.peer.poll(); event != null; event = client.peer.poll()) {
                JsonElement json = event.startsWith("<") ? new JsonObject() : JsonParser.parseString(event);
                for (JsonElement one : json instanceof JsonArray array ? array : List.of(json)) {
                    heard.add(user + ":" + word(one.getAsJsonObject(), event));
                }
            }
        });
        return String.join(" ", heard);
    }

    private static String word(JsonObject frame, String event) {
        if (!frame.has("type")) {
            return event;
        }
        String type = frame.get("type").getAsString();
        return type.equals("refused") ? frame.get("code").getAsString() : type;
    }

    /** Whether {@code me} may read a conversation's history: {@code read} or why not. */
    final String history(String kind, String id) {
        Conversation conversation =
                kind.equals("group") ? Conversation.group(id) : new Conversation(Conversation.Kind.FRIEND, id);
        try {
            new History(mailbox, directory, codec)
                    .read(ME, conversation, Long.MAX_VALUE, 9)
                    .toCompletableFuture()
                    .join();
            return "read";
        } catch (Refusal.Thrown e) {
            return e.refusal().code().wire();
        }
    }
}
