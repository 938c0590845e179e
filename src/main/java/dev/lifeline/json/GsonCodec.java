package dev.lifeline.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.Refusal.Code;
import dev.lifeline.core.protocol.Status;
import org.jspecify.annotations.Nullable;

/** LayIM's shapes and {@code lifeline.v1}'s own, as JSON. Stateless. */
public final class GsonCodec implements Codec {

    @Override
    public Inbound decode(String text) throws Refusal.Thrown {
        JsonObject frame;
        try {
            frame = StrictJson.object(text);
        } catch (JsonParseException e) {
            throw new Refusal.Thrown(Code.BAD_JSON, "the frame is " + StrictJson.reason(e), null);
        }
        JsonObject mine = object(frame, "mine");
        JsonObject to = object(frame, "to");
        if (mine == null || to == null) {
            JsonElement type = frame.get("type");
            throw type != null
                    ? new Refusal.Thrown(Code.UNKNOWN_TYPE, "type " + brief(type) + " is not handled", null)
                    : new Refusal.Thrown(Code.BAD_MESSAGE, "a message has the objects 'mine' and 'to'", null);
        }
        String cid = cid(mine);
        String type = string(to, "type", cid);
        return switch (type) {
            case "friend" -> chat(Conversation.Kind.FRIEND, mine, to, cid);
            case "group" -> chat(Conversation.Kind.GROUP, mine, to, cid);
            case "onlineStatus" -> statusChoice(mine);
            default -> throw new Refusal.Thrown(Code.UNKNOWN_TYPE, "to.type '" + brief(type) + "' is not handled", cid);
        };
    }

    private static Inbound chat(Conversation.Kind kind, JsonObject mine, JsonObject to, @Nullable String cid)
            throws Refusal.Thrown {
        String id = string(to, "id", cid);
        String content = string(mine, "content", cid);
        if (content.isBlank() || content.length() > Inbound.Chat.MAX_CONTENT) {
            throw new Refusal.Thrown(
                    Code.BAD_CONTENT,
                    "content of " + content.length() + " characters, must be 1 to " + Inbound.Chat.MAX_CONTENT
                            + " and not blank",
                    cid);
        }
        return new Inbound.Chat(new Conversation(kind, id), content, cid);
    }

    private static Inbound statusChoice(JsonObject mine) throws Refusal.Thrown {
        String content = string(mine, "content", null);
        return switch (content) {
            case "online" -> new Inbound.StatusChoice(Status.ONLINE);
            case "hide" -> new Inbound.StatusChoice(Status.HIDDEN);
            default ->
                throw new Refusal.Thrown(
                        Code.BAD_MESSAGE, "status '" + brief(content) + "', must be online or hide", null);
        };
    }

    private static @Nullable JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : null;
    }

    /** A string, or a number taken as one: many LayIM pages have numeric ids. */
    private static String string(JsonObject parent, String name, @Nullable String cid) throws Refusal.Thrown {
        if (parent.get(name) instanceof JsonPrimitive value && !value.isBoolean()) {
            return value.getAsString();
        }
        throw new Refusal.Thrown(Code.BAD_MESSAGE, "'" + name + "' is missing or no string", cid);
    }

    private static @Nullable String cid(JsonObject mine) throws Refusal.Thrown {
        if (!mine.has("cid")) {
            return null;
        }
        String cid = string(mine, "cid", null);
        if (cid.isEmpty() || cid.length() > Inbound.Chat.MAX_CID) {
            throw new Refusal.Thrown(
                    Code.BAD_MESSAGE,
                    "cid of " + cid.length() + " characters, must be 1 to " + Inbound.Chat.MAX_CID,
                    null);
        }
        return cid;
    }

    /** As much of a stranger's value as may stand in an answer. */
    private static String brief(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 32 ? text : text.substring(0, 32) + "…";
    }

    @Override
    public Frame encode(Outbound message) {
        if (message instanceof Outbound.Pushed pushed) {
            return Frame.json(pushed.json());
        }
        JsonObject json = new JsonObject();
        if (message instanceof Outbound.Chat chat) {
            json.addProperty("type", chat.conversation().kind().wire());
            json.addProperty("id", chat.conversation().id());
            json.addProperty("username", chat.username());
            json.addProperty("avatar", chat.avatar());
            json.addProperty("content", chat.content());
            json.addProperty("cid", chat.cid());
            json.addProperty("fromid", chat.fromId().value());
            json.addProperty("timestamp", chat.timestamp());
            json.addProperty("mine", chat.mine());
        } else if (message instanceof Outbound.StatusUpdate update) {
            json.addProperty("type", "onlineStatus");
            json.addProperty("id", update.user().value());
            json.addProperty("content", update.status().wire());
        } else if (message instanceof Outbound.SystemLine line) {
            json.addProperty("system", true);
            json.addProperty("id", line.conversation().id());
            json.addProperty("type", line.conversation().kind().wire());
            json.addProperty("content", line.content());
        } else if (message instanceof Outbound.Refused refused) {
            Refusal refusal = refused.refusal();
            json.addProperty("type", "refused");
            json.addProperty("code", refusal.code().wire());
            json.addProperty("content", refusal.detail());
            if (refusal.cid() != null) {
                json.addProperty("cid", refusal.cid());
            }
        } else if (message instanceof Outbound.Welcome welcome) {
            json.addProperty("type", "welcome");
            json.addProperty("connection", welcome.connection());
            JsonObject heartbeat = new JsonObject();
            heartbeat.addProperty("interval", welcome.interval().toMillis());
            heartbeat.addProperty("patience", welcome.patience().toMillis());
            json.add("heartbeat", heartbeat);
            JsonObject limits = new JsonObject();
            limits.addProperty("message", welcome.maxMessage());
            json.add("limits", limits);
            json.addProperty("time", welcome.time());
        }
        return Frame.json(StrictJson.write(json));
    }
}
