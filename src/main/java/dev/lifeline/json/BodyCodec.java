package dev.lifeline.json;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Notice;
import dev.lifeline.core.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Messages as they are stored: a letter for the kind and JSON; a pushed one is its own JSON and nothing else, which goes
 * out as it lies. Stateless.
 */
final class BodyCodec {

    private static final char PUSHED = '{';
    private static final char CHAT = 'C';
    private static final char RECALLED = 'R';
    private static final char RECEIPT = 'T';

    private BodyCodec() {}

    static byte[] write(Message message) {
        return text(message).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Message message) {
        JsonObject json = new JsonObject();
        if (message instanceof Message.Pushed pushed) {
            return pushed.json();
        } else if (message instanceof Message.Chat chat) {
            json.addProperty("from", chat.from().value());
            json.addProperty("username", chat.username());
            json.addProperty("avatar", chat.avatar());
            add(json, chat.to());
            json.addProperty("content", chat.content());
            json.addProperty("cid", chat.cid());
            json.addProperty("timestamp", chat.timestamp());
            return CHAT + StrictJson.write(json);
        } else if (message instanceof Message.Recalled recalled) {
            json.addProperty("by", recalled.by().value());
            add(json, recalled.to());
            json.addProperty("cid", recalled.cid());
            return RECALLED + StrictJson.write(json);
        } else if (message instanceof Message.Receipt receipt) {
            json.addProperty("kind", receipt.kind().name());
            json.addProperty("by", receipt.by().value());
            json.addProperty("cid", receipt.cid());
            return RECEIPT + StrictJson.write(json);
        }
        throw new IllegalArgumentException("no shape for " + message);
    }

    static Message read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty body");
        }
        if (text.charAt(0) == PUSHED) {
            return new Message.Pushed(text);
        }
        try {
            JsonObject json = StrictJson.object(text.substring(1));
            return switch (text.charAt(0)) {
                case CHAT ->
                    new Message.Chat(
                            user(json, "from"),
                            string(json, "username"),
                            string(json, "avatar"),
                            conversation(json),
                            string(json, "content"),
                            string(json, "cid"),
                            json.get("timestamp").getAsLong());
                case RECALLED -> new Message.Recalled(user(json, "by"), conversation(json), string(json, "cid"));
                case RECEIPT ->
                    new Message.Receipt(
                            Message.Receipt.Kind.valueOf(string(json, "kind").toUpperCase(Locale.ROOT)),
                            user(json, "by"),
                            string(json, "cid"));
                default -> throw new IllegalArgumentException("a body of an unknown kind");
            };
        } catch (JsonParseException | NullPointerException | IllegalStateException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("a body that cannot be read", e);
        }
    }

    /** What a pushed message of the type {@code msgbox} puts into a message box. */
    static Optional<Notice> notice(byte[] body) {
        if (!mayHoldNotice(body)) {
            return Optional.empty();
        }
        try {
            return LayimShapes.notice(StrictJson.object(new String(body, StandardCharsets.UTF_8)));
        } catch (JsonParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether its type can be that: one look at the bytes, each taken for a character, without reading JSON. */
    static boolean mayHoldNotice(byte[] body) {
        return body.length > 0
                && body[0] == PUSHED
                && new String(body, StandardCharsets.ISO_8859_1).contains(LayimShapes.NOTICE);
    }

    private static void add(JsonObject json, Conversation to) {
        json.addProperty("kind", to.kind().wire());
        json.addProperty("to", to.id());
    }

    private static Conversation conversation(JsonObject json) {
        String to = string(json, "to");
        return string(json, "kind").equals(Conversation.Kind.GROUP.wire())
                ? Conversation.group(to)
                : new Conversation(Conversation.Kind.FRIEND, to);
    }

    private static UserId user(JsonObject json, String name) {
        return new UserId(string(json, name));
    }

    private static String string(JsonObject json, String name) {
        return json.get(name).getAsString();
    }
}
