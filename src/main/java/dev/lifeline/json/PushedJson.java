package dev.lifeline.json;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.Set;

/** Checks what a back end pushes before it is stored: pages must be able to read it. Stateless. */
public final class PushedJson {

    /** Types with which the server itself speaks to its client, and the client to its page. */
    private static final Set<String> RESERVED_TYPES = Set.of(
            "*",
            "reload",
            "system",
            "welcome",
            "live",
            "sent",
            "refused",
            "delivered",
            "read",
            "typing",
            "bye",
            "heartbeat",
            "token",
            "probe",
            "pong");

    /** Fields that the server puts in front. */
    private static final Set<String> RESERVED_FIELDS = Set.of("seq", "all");

    private PushedJson() {}

    /**
     * Checks a text.
     *
     * @return the same, without white space around it and safe to be read as JavaScript
     * @throws IllegalArgumentException saying what is wrong
     */
    public static String checked(String json) {
        JsonObject object;
        try {
            object = StrictJson.object(json);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("the message is " + StrictJson.reason(e), e);
        }
        check(object);
        // As it was given: to write anew what was read costs as much again as to read it. But for the two line ends
        // that JSON allows in strings and old JavaScript does not: some LayIM pages read frames with eval.
        return json.indexOf('\u2028') < 0 && json.indexOf('\u2029') < 0 ? json.strip() : StrictJson.write(object);
    }

    /**
     * Checks an object.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static void check(JsonObject message) {
        if (!(message.get("type") instanceof JsonPrimitive type && type.isString())) {
            throw new IllegalArgumentException("message.type is missing or no string");
        }
        if (RESERVED_TYPES.contains(type.getAsString())) {
            throw new IllegalArgumentException(
                    "message.type '" + type.getAsString() + "' is one of the server's own: " + sorted(RESERVED_TYPES));
        }
        for (String field : RESERVED_FIELDS) {
            if (message.has(field)) {
                throw new IllegalArgumentException("message." + field + " is one of the server's own fields");
            }
        }
        LayimShapes.check(message, type.getAsString());
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
