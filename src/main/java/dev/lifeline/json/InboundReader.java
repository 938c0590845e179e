package dev.lifeline.json;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.Refusal.Code;
import dev.lifeline.core.protocol.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What pages say: LayIM's {@code {mine, to}}, or objects with a {@code type}. Thread-safe. */
final class InboundReader {

    private final int maxDepth;
    private final LimitCounts counts;

    /** @param maxDepth how deep a frame may be nested */
    InboundReader(int maxDepth, LimitCounts counts) {
        this.maxDepth = maxDepth;
        this.counts = counts;
    }

    Inbound read(String text) throws Refusal.Thrown {
        JsonObject frame;
        try {
            frame = StrictJson.object(text, maxDepth);
        } catch (StrictJson.TooDeepException e) {
            counts.met(Limit.JSON_DEPTH);
            throw new Refusal.Thrown(
                    Code.BAD_JSON,
                    "the frame is " + StrictJson.reason(e) + " (" + Limit.JSON_DEPTH.setting() + ")",
                    null);
        } catch (JsonParseException e) {
            throw new Refusal.Thrown(Code.BAD_JSON, "the frame is " + StrictJson.reason(e), null);
        }
        if (frame.has("type")) {
            return typed(frame, text);
        }
        JsonObject mine = object(frame, "mine", null);
        JsonObject to = object(frame, "to", null);
        String cid = optionalCid(mine);
        String type = string(to, "type", cid);
        return switch (type) {
            case "friend", "group" -> chat(conversation(to, "type", cid), string(mine, "content", cid), cid);
            case "onlineStatus" -> statusChoice(mine);
            case "delMsg" -> new Inbound.Recall(conversation(to, "toType", cid), cid(to));
            default -> throw new Refusal.Thrown(Code.UNKNOWN_TYPE, "to.type '" + brief(type) + "' is not handled", cid);
        };
    }

    private static Inbound typed(JsonObject frame, String text) throws Refusal.Thrown {
        String type = string(frame, "type", null);
        return switch (type) {
            case "ack" -> new Inbound.Ack(number(frame, "seq"), number(frame, "all"));
            case "send" -> {
                String cid = cid(frame);
                yield chat(conversation(object(frame, "to", cid), "type", cid), string(frame, "content", cid), cid);
            }
            case "read" -> {
                String cid = cid(frame);
                yield new Inbound.Read(conversation(object(frame, "to", cid), "type", cid), cid);
            }
            case "typing" -> new Inbound.Typing(conversation(object(frame, "to", null), "type", null));
            case "recall" -> {
                String cid = cid(frame);
                yield new Inbound.Recall(conversation(object(frame, "to", cid), "type", cid), cid);
            }
            case "token" -> {
                String cid = optionalCid(frame);
                yield new Inbound.Token(string(frame, "token", cid), cid);
            }
            case "last" ->
                new Inbound.Last(
                        (int) Math.min(number(frame, "code"), Short.MAX_VALUE),
                        Duration.ofMillis(frame.has("silence") ? number(frame, "silence") : 0),
                        frame.has("verdict") ? brief(string(frame, "verdict", null)) : null);
            case "probed" -> new Inbound.Probed(string(frame, "lease", null), result(string(frame, "result", null)));
            default -> new Inbound.Custom(type, text, optionalCid(frame));
        };
    }

    private static Inbound.Probed.Result result(String word) throws Refusal.Thrown {
        for (Inbound.Probed.Result result : Inbound.Probed.Result.values()) {
            if (result.name().toLowerCase(Locale.ROOT).equals(word)) {
                return result;
            }
        }
        throw new Refusal.Thrown(Code.BAD_MESSAGE, "result '" + brief(word) + "' is no result of a probe", null);
    }

    private static Inbound chat(Conversation to, String content, @Nullable String cid) throws Refusal.Thrown {
        if (content.isBlank() || content.length() > Inbound.Chat.MAX_CONTENT) {
            throw new Refusal.Thrown(
                    Code.BAD_CONTENT,
                    "content of " + content.length() + " characters, must be 1 to " + Inbound.Chat.MAX_CONTENT
                            + " and not blank",
                    cid);
        }
        return new Inbound.Chat(to, content, cid);
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

    private static Conversation conversation(JsonObject to, String kindField, @Nullable String cid)
            throws Refusal.Thrown {
        String kind = string(to, kindField, cid);
        String id = string(to, "id", cid);
        return switch (kind) {
            case "friend" -> new Conversation(Conversation.Kind.FRIEND, id);
            case "group" -> Conversation.group(id);
            default ->
                throw new Refusal.Thrown(
                        Code.UNKNOWN_TYPE,
                        kindField + " '" + brief(kind) + "' is not handled, friend or group is",
                        cid);
        };
    }

    private static JsonObject object(JsonObject parent, String name, @Nullable String cid) throws Refusal.Thrown {
        if (parent.get(name) instanceof JsonObject object) {
            return object;
        }
        throw new Refusal.Thrown(Code.BAD_MESSAGE, "'" + name + "' is missing or no object", cid);
    }

    /** A string, or a number taken as one: many LayIM pages have numeric ids. */
    private static String string(JsonObject parent, String name, @Nullable String cid) throws Refusal.Thrown {
        if (parent.get(name) instanceof JsonPrimitive value && !value.isBoolean()) {
            return value.getAsString();
        }
        throw new Refusal.Thrown(Code.BAD_MESSAGE, "'" + name + "' is missing or no string", cid);
    }

    private static long number(JsonObject parent, String name) throws Refusal.Thrown {
        if (parent.get(name) instanceof JsonPrimitive value && value.isNumber()) {
            try {
                BigDecimal number = value.getAsBigDecimal();
                // Before it is made exact: 1e999999999 would be written out.
                if (number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                    return number.longValueExact();
                }
            } catch (ArithmeticException | NumberFormatException e) {
                throw new Refusal.Thrown(Code.BAD_MESSAGE, "'" + name + "' is no whole number", null);
            }
        }
        throw new Refusal.Thrown(Code.BAD_MESSAGE, "'" + name + "' is missing, or no number from 0", null);
    }

    private static @Nullable String optionalCid(JsonObject holder) throws Refusal.Thrown {
        return holder.has("cid") ? cid(holder) : null;
    }

    private static String cid(JsonObject holder) throws Refusal.Thrown {
        String cid = string(holder, "cid", null);
        if (cid.isEmpty() || cid.length() > Inbound.Chat.MAX_CID) {
            throw new Refusal.Thrown(
                    Code.BAD_MESSAGE,
                    "cid of " + cid.length() + " characters, must be 1 to " + Inbound.Chat.MAX_CID,
                    null);
        }
        return cid;
    }

    private static String brief(String text) {
        return brief(text, 32);
    }

    /** As much of a stranger's value as may stand in an answer or a log. */
    private static String brief(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
