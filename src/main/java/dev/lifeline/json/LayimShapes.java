package dev.lifeline.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Notice;
import dev.lifeline.core.protocol.UserId;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that LayIM's pages take, as back ends push them: a page hands these to LayIM without a look, so they have to
 * fit. Other types are the application's own and pass. Stateless; what is wrong is an {@link IllegalArgumentException}.
 */
final class LayimShapes {

    /** The type of an entry of the message box. */
    static final String NOTICE = "msgbox";

    private static final int MAX_ADDRESS = 2_048;
    private static final int MAX_REMARK = 512;

    private LayimShapes() {}

    static void check(JsonObject message, String type) {
        switch (type) {
            case "friend", "group" -> line(message);
            case "onlineStatus" -> {
                id(message, "id");
                oneOf(message, "content", "online", "offline");
            }
            case "delMsg" -> {
                text(message, "cid", 1, Inbound.Chat.MAX_CID);
                id(message, "userId");
                oneOf(message, "toType", Conversation.Kind.FRIEND.wire(), Conversation.Kind.GROUP.wire());
                id(message, "toId");
            }
            case NOTICE -> {
                var unused = read(message);
            }
            default -> {}
        }
    }

    /** The entry that a message makes; empty if it is of another type. */
    static Optional<Notice> notice(JsonObject message) {
        return message.get("type") instanceof JsonPrimitive type
                        && type.getAsString().equals(NOTICE)
                ? Optional.of(read(message))
                : Optional.empty();
    }

    private static Notice read(JsonObject message) {
        String content = text(message, "content", 1, Inbound.Chat.MAX_CONTENT);
        String from = optional(message, "from", UserId.MAX_LENGTH * 8);
        String href = optional(message, "href", MAX_ADDRESS);
        if (href != null && !WebAddress.isHarmless(href)) {
            throw new IllegalArgumentException("message.href must be a relative or an http(s) address");
        }
        return new Notice(
                content,
                from == null ? null : user(from),
                optional(message, "from_group", UserId.MAX_LENGTH),
                optional(message, "remark", MAX_REMARK),
                href);
    }

    private static UserId user(String from) {
        try {
            return new UserId(from);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("message.from is no " + e.getMessage(), e);
        }
    }

    private static void line(JsonObject message) {
        boolean system = flag(message, "system");
        id(message, "id");
        text(message, "content", 1, Inbound.Chat.MAX_CONTENT);
        if (system) {
            return;
        }
        text(message, "username", 1, Inbound.Chat.MAX_CONTENT);
        text(message, "avatar", 0, MAX_ADDRESS);
        if (message.has("cid")) {
            text(message, "cid", 1, Inbound.Chat.MAX_CID);
        }
        if (message.has("fromid")) {
            id(message, "fromid");
        }
        var unused = flag(message, "mine");
        timestamp(message.get("timestamp"));
    }

    /** A user's or a group's; counted in code points, as {@link UserId} does. */
    private static void id(JsonObject message, String name) {
        if (!(message.get(name) instanceof JsonPrimitive value
                && value.isString()
                && !value.getAsString().isEmpty()
                && value.getAsString().codePointCount(0, value.getAsString().length()) <= UserId.MAX_LENGTH)) {
            throw new IllegalArgumentException(
                    "message." + name + " must be an id: a string of 1 to " + UserId.MAX_LENGTH + " characters");
        }
    }

    private static String text(JsonObject message, String name, int least, int most) {
        if (!(message.get(name) instanceof JsonPrimitive value && value.isString())) {
            throw new IllegalArgumentException(
                    "message." + name + (message.has(name) ? " must be a string" : " is missing: it must be a string")
                            + " of " + least + " to " + most + " characters in a message of this type");
        }
        String text = value.getAsString();
        if (text.length() < least || text.length() > most) {
            throw new IllegalArgumentException(
                    "message." + name + " of " + text.length() + " characters, must be " + least + " to " + most);
        }
        return text;
    }

    private static @Nullable String optional(JsonObject message, String name, int most) {
        JsonElement value = message.get(name);
        return value == null || value.isJsonNull() ? null : text(message, name, 1, most);
    }

    private static void oneOf(JsonObject message, String name, String one, String other) {
        if (!(message.get(name) instanceof JsonPrimitive value
                && (value.getAsString().equals(one) || value.getAsString().equals(other)))) {
            throw new IllegalArgumentException("message." + name + " must be '" + one + "' or '" + other + "'");
        }
    }

    private static boolean flag(JsonObject message, String name) {
        if (!message.has(name)) {
            return false;
        }
        if (message.get(name) instanceof JsonPrimitive value && value.isBoolean()) {
            return value.getAsBoolean();
        }
        throw new IllegalArgumentException("message." + name + " must be true or false");
    }

    private static void timestamp(@Nullable JsonElement value) {
        if (value != null && !(value instanceof JsonPrimitive number && number.isNumber() && isTime(number))) {
            throw new IllegalArgumentException("message.timestamp must be a whole number of milliseconds since 1970");
        }
    }

    private static boolean isTime(JsonPrimitive number) {
        try {
            BigDecimal time = number.getAsBigDecimal();
            return time.signum() >= 0
                    && time.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                    && time.stripTrailingZeros().scale() <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
