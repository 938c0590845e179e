package dev.lifeline.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.lifeline.core.delivery.History;
import dev.lifeline.core.delivery.MessageBox;
import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.FriendList;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Notice;
import dev.lifeline.core.protocol.UserId;
import org.jspecify.annotations.Nullable;

/** LayIM's data as JSON. Stateless. */
final class LayimJson {

    /** LayIM's number for an entry of the box: it has one kind. */
    private static final int NOTICE = 1;

    private LayimJson() {}

    /** LayIM's Ajax envelope, for what went well. */
    static JsonObject envelope(JsonElement data) {
        JsonObject body = new JsonObject();
        body.addProperty("code", 0);
        body.addProperty("msg", "");
        body.add("data", data);
        return body;
    }

    static JsonObject person(Person person) {
        JsonObject json = new JsonObject();
        json.addProperty("username", person.name());
        json.addProperty("id", person.id().value());
        json.addProperty("avatar", person.avatar());
        json.addProperty("sign", person.sign());
        return json;
    }

    static JsonObject friends(FriendList list, PresenceTracker presence) {
        JsonObject json = new JsonObject();
        json.addProperty("groupname", list.name());
        json.addProperty("id", list.id());
        json.add("list", Replies.array(list.people(), friend -> {
            JsonObject entry = person(friend);
            entry.addProperty("status", presence.seen(friend.id()).wire());
            return entry;
        }));
        return json;
    }

    static JsonObject group(Group group) {
        JsonObject json = new JsonObject();
        json.addProperty("groupname", group.name());
        json.addProperty("id", group.id());
        json.addProperty("avatar", group.avatar());
        return json;
    }

    /** A row of the chat log: {@code id} is the sender's, {@code logid} where an earlier part begins below. */
    static JsonObject line(History.Line line) {
        Message.Chat chat = line.chat();
        JsonObject json = new JsonObject();
        json.addProperty("id", chat.from().value());
        json.addProperty("username", chat.username());
        json.addProperty("avatar", chat.avatar());
        json.addProperty("content", chat.content());
        json.addProperty("timestamp", chat.timestamp());
        json.addProperty("cid", chat.cid());
        json.addProperty("logid", line.id());
        return json;
    }

    /** A row of the message box. */
    static JsonObject notice(MessageBox.Entry entry, UserId owner, Directory directory) {
        Notice notice = entry.notice();
        UserId from = notice.from();
        JsonObject json = new JsonObject();
        json.addProperty("id", entry.seq());
        json.addProperty("content", notice.content());
        json.addProperty("uid", owner.value());
        json.addProperty("from", from == null ? null : from.value());
        json.addProperty("from_group", notice.fromGroup());
        json.addProperty("type", NOTICE);
        json.addProperty("remark", notice.remark());
        json.addProperty("href", notice.href());
        json.addProperty("read", entry.read() ? 1 : 0);
        json.addProperty("time", entry.timestamp());
        json.add("user", user(from, directory));
        return json;
    }

    private static JsonObject user(@Nullable UserId from, Directory directory) {
        if (from == null) {
            JsonObject nobody = new JsonObject();
            nobody.add("id", JsonNull.INSTANCE);
            return nobody;
        }
        return person(directory.person(from).orElseGet(() -> new Person(from, from.value(), "", "")));
    }
}
