package dev.lifeline.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.json.WebAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** People and groups as the API's JSON. Stateless. */
final class DirectoryJson {

    /** The longest name of a person or a group, in code points. */
    static final int MAX_NAME = 64;

    /** The longest address of a picture, in characters. */
    static final int MAX_AVATAR = 1_024;

    /** The longest line about oneself, in code points. */
    static final int MAX_SIGN = 256;

    private static final Set<String> PERSON = Set.of("name", "avatar", "sign");
    private static final Set<String> GROUP = Set.of("name", "avatar", "owner", "members");

    private DirectoryJson() {}

    /** @param picture the address of one where none is given */
    static Person person(UserId id, JsonObject json, String picture) throws RefusedException {
        only(json, PERSON, "a user", "name, avatar, sign");
        return new Person(id, name(json), avatar(json, picture), line(json, "sign", "", 0, MAX_SIGN));
    }

    /** @param picture the address of one where none is given */
    static Group group(String id, JsonObject json, String picture) throws RefusedException {
        only(json, GROUP, "a group", "name, avatar, owner, members");
        UserId owner = user(json.get("owner"), "'owner'");
        Set<UserId> members = new LinkedHashSet<>(List.of(owner));
        if (json.has("members")) {
            if (!(json.get("members") instanceof JsonArray array)) {
                throw bad("'members' is no array");
            }
            for (JsonElement member : array) {
                members.add(user(member, "'members'"));
            }
        }
        return new Group(id, name(json), avatar(json, picture), owner, List.copyOf(members));
    }

    static JsonObject json(Person person) {
        JsonObject json = new JsonObject();
        json.addProperty("id", person.id().value());
        json.addProperty("name", person.name());
        json.addProperty("avatar", person.avatar());
        json.addProperty("sign", person.sign());
        return json;
    }

    static JsonObject json(Group group) {
        JsonObject json = new JsonObject();
        json.addProperty("id", group.id());
        json.addProperty("name", group.name());
        json.addProperty("avatar", group.avatar());
        json.addProperty("owner", group.owner().value());
        json.add("members", Replies.array(group.members(), member -> new JsonPrimitive(member.value())));
        return json;
    }

    private static void only(JsonObject json, Set<String> fields, String of, String list) throws RefusedException {
        for (String field : json.keySet()) {
            if (!fields.contains(field)) {
                throw bad("'" + brief(field) + "' is no field of " + of + ": " + list + " are");
            }
        }
    }

    private static String name(JsonObject json) throws RefusedException {
        if (!json.has("name")) {
            throw bad("'name' is missing: it must be a string of 1 to " + MAX_NAME + " characters");
        }
        String name = line(json, "name", "", 1, MAX_NAME);
        if (name.isBlank()) {
            throw bad("'name' is blank");
        }
        return name;
    }

    private static String avatar(JsonObject json, String picture) throws RefusedException {
        String avatar = line(json, "avatar", picture, 0, MAX_AVATAR);
        if (!WebAddress.isHarmless(avatar)) {
            throw bad("'avatar' must be a relative or an http(s) address");
        }
        return avatar.isEmpty() ? picture : avatar;
    }

    /** Text of one line, counted in code points. */
    private static String line(JsonObject json, String name, String missing, int least, int most)
            throws RefusedException {
        if (!json.has(name)) {
            return missing;
        }
        if (!(json.get(name) instanceof JsonPrimitive value && value.isString())) {
            throw bad("'" + name + "' must be a string of " + least + " to " + most + " characters");
        }
        String text = value.getAsString();
        int length = text.codePointCount(0, text.length());
        if (length < least || length > most) {
            throw bad("'" + name + "' of " + length + " characters, must be " + least + " to " + most);
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw bad("'" + name + "' holds a control character, such as a line end");
        }
        return text;
    }

    private static UserId user(JsonElement json, String where) throws RefusedException {
        if (!(json instanceof JsonPrimitive value && value.isString())) {
            throw bad(where + " must name users by their ids, which are strings");
        }
        try {
            return new UserId(value.getAsString());
        } catch (IllegalArgumentException e) {
            throw bad(where + ": " + e.getMessage());
        }
    }

    private static String brief(String text) {
        return text.length() <= 32 ? text : text.substring(0, 32) + "…";
    }

    private static RefusedException bad(String what) {
        return new RefusedException(Problem.BAD_REQUEST, what + ".");
    }
}
