package dev.lifeline.rig;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What a LayIM page sends, and a look into what it gets. */
public final class Lines {

    private Lines() {}

    public static String toFriend(String friend, String content, String cid) {
        return chat("friend", friend, content, cid);
    }

    public static String toGroup(String group, String content, String cid) {
        return chat("group", group, content, cid);
    }

    public static String status(String status) {
        return "{\"mine\":{\"id\":\"liar\",\"content\":\"" + status + "\"},\"to\":{\"type\":\"onlineStatus\"}}";
    }

    public static JsonObject json(String frame) {
        return JsonParser.parseString(frame).getAsJsonObject();
    }

    /** A field of a frame, as text. */
    public static String field(String frame, String name) {
        return json(frame).get(name).getAsString();
    }

    private static String chat(String type, String id, String content, String cid) {
        JsonObject mine = new JsonObject();
        // Lies, which the server must not believe.
        mine.addProperty("username", "liar");
        mine.addProperty("avatar", "liar.png");
        mine.addProperty("id", "liar");
        mine.addProperty("mine", true);
        mine.addProperty("content", content);
        mine.addProperty("cid", cid);
        JsonObject to = new JsonObject();
        to.addProperty("id", id);
        to.addProperty("type", type);
        to.addProperty("name", "liar");
        JsonObject frame = new JsonObject();
        frame.add("mine", mine);
        frame.add("to", to);
        return frame.toString();
    }
}
