package dev.lifeline.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.delivery.PushOrder;
import dev.lifeline.core.delivery.PushResult;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.json.PushedJson;
import dev.lifeline.json.StrictJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A push and its result as the API's JSON. Stateless; what is wrong is an {@link IllegalArgumentException} in words. */
final class PushJson {

    /** The most users, and the most groups, that one push may name. */
    static final int MAX_NAMED = 1_000;

    private static final int MAX_ID = 64;
    private static final int MAX_TOPIC = 32;
    private static final Duration MAX_TTL = Duration.ofDays(365);
    private static final Set<String> FIELDS = Set.of("to", "message", "id", "topic", "ttl");

    private PushJson() {}

    static PushOrder order(JsonObject push) {
        for (String field : push.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(
                        "'" + field + "' is no field of a push: to, message, id, topic, ttl are");
            }
        }
        JsonObject to = object(push, "to");
        JsonObject message = object(push, "message");
        PushedJson.check(message);
        List<UserId> users =
                strings(to, "users").stream().map(UserId::new).distinct().toList();
        List<String> groups = List.copyOf(strings(to, "groups"));
        boolean all = to.has("all");
        if (all
                && (to.size() > 1
                        || !(to.get("all") instanceof JsonPrimitive yes && yes.isBoolean() && yes.getAsBoolean()))) {
            throw new IllegalArgumentException("to.all must be true and stand alone");
        }
        if (!all && users.isEmpty() && groups.isEmpty()) {
            throw new IllegalArgumentException("'to' names nobody: give users, groups, or all");
        }
        return new PushOrder(
                users,
                groups,
                all,
                StrictJson.write(message),
                shortText(push, "id", MAX_ID),
                shortText(push, "topic", MAX_TOPIC),
                ttl(push));
    }

    static JsonObject result(PushOrder order, PushResult.Accepted accepted) {
        JsonObject json = new JsonObject();
        if (!order.all()) {
            JsonObject users = new JsonObject();
            accepted.users().forEach((user, outcome) -> users.addProperty(user.value(), outcome.wire()));
            json.add("users", users);
        }
        if (!accepted.unknownGroups().isEmpty()) {
            JsonObject groups = new JsonObject();
            accepted.unknownGroups().forEach((group, outcome) -> groups.addProperty(group, outcome.wire()));
            json.add("groups", groups);
        }
        json.addProperty("connections", accepted.connections());
        json.addProperty("repeated", accepted.repeated());
        return json;
    }

    private static JsonObject object(JsonObject parent, String name) {
        if (parent.get(name) instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("'" + name + "' is missing or no object");
    }

    private static @Nullable String shortText(JsonObject push, String name, int most) {
        if (!push.has(name)) {
            return null;
        }
        if (push.get(name) instanceof JsonPrimitive value && value.isString()) {
            String text = value.getAsString();
            if (!text.isEmpty() && text.length() <= most) {
                return text;
            }
        }
        throw new IllegalArgumentException("'" + name + "' must be a string of 1 to " + most + " characters");
    }

    private static @Nullable Duration ttl(JsonObject push) {
        if (!push.has("ttl")) {
            return null;
        }
        if (push.get("ttl") instanceof JsonPrimitive value && value.isNumber()) {
            try {
                BigDecimal seconds = value.getAsBigDecimal();
                if (seconds.signum() >= 0 && seconds.compareTo(BigDecimal.valueOf(MAX_TTL.toSeconds())) <= 0) {
                    // Rounded up: a little is more than nothing, which would not be stored.
                    BigDecimal millis = seconds.movePointRight(3).setScale(0, RoundingMode.CEILING);
                    return Duration.ofMillis(millis.longValueExact());
                }
            } catch (NumberFormatException e) {
                // An absurd exponent: told below.
            }
        }
        throw new IllegalArgumentException("'ttl' must be a number of seconds from 0 to " + MAX_TTL.toSeconds());
    }

    private static Set<String> strings(JsonObject parent, String name) {
        Set<String> strings = new LinkedHashSet<>();
        if (!parent.has(name)) {
            return strings;
        }
        if (!(parent.get(name) instanceof JsonArray array)) {
            throw new IllegalArgumentException("to." + name + " is no array");
        }
        if (array.size() > MAX_NAMED) {
            throw new IllegalArgumentException(
                    "to." + name + " names " + array.size() + ", at most " + MAX_NAMED + " a push");
        }
        for (JsonElement element : array) {
            if (!(element instanceof JsonPrimitive value && value.isString())) {
                throw new IllegalArgumentException("to." + name + " holds something that is no string");
            }
            strings.add(value.getAsString());
        }
        return strings;
    }
}
