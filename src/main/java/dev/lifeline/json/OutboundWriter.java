package dev.lifeline.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.Refusal;
import java.time.Duration;

/** What the server says, as JSON. Stateless. */
final class OutboundWriter {

    private OutboundWriter() {}

    static JsonObject json(Outbound message) {
        if (message instanceof Outbound.Chat chat) {
            return chat(chat);
        } else if (message instanceof Outbound.Welcome welcome) {
            return welcome(welcome);
        } else if (message instanceof Outbound.StatusUpdate update) {
            JsonObject json = typed("onlineStatus");
            json.addProperty("id", update.user().value());
            json.addProperty("content", update.status().wire());
            return json;
        } else if (message instanceof Outbound.SystemLine line) {
            JsonObject json = new JsonObject();
            json.addProperty("system", true);
            return in(line.conversation(), json, line.content());
        } else if (message instanceof Outbound.Refused refused) {
            return refused(refused.refusal());
        } else if (message instanceof Outbound.Live) {
            return typed("live");
        } else if (message instanceof Outbound.Heartbeat heartbeat) {
            return rhythm(typed("heartbeat"), heartbeat.interval(), heartbeat.patience());
        } else if (message instanceof Outbound.Diagnosis diagnosis) {
            return diagnosis(diagnosis);
        } else if (message instanceof Outbound.Probe probe) {
            JsonObject json = typed("probe");
            json.addProperty("lease", probe.lease());
            json.addProperty("silence", probe.silence().toMillis());
            return json;
        } else if (message instanceof Outbound.Token token) {
            JsonObject json = typed("token");
            json.addProperty("expiresIn", token.expiresIn().toMillis());
            return json;
        } else if (message instanceof Outbound.Sent sent) {
            JsonObject json = typed("sent");
            json.addProperty("cid", sent.cid());
            json.addProperty("timestamp", sent.timestamp());
            return json;
        } else if (message instanceof Outbound.Recalled recalled) {
            JsonObject json = typed("delMsg");
            json.addProperty("cid", recalled.cid());
            json.addProperty("userId", recalled.by().value());
            json.addProperty("toType", recalled.to().kind().wire());
            json.addProperty("toId", recalled.to().id());
            return json;
        } else if (message instanceof Outbound.Receipt receipt) {
            JsonObject json = typed(receipt.kind().wire());
            json.addProperty("id", receipt.by().value());
            json.addProperty("cid", receipt.cid());
            return json;
        } else if (message instanceof Outbound.Typing typing) {
            JsonObject json = typed("typing");
            json.addProperty("id", typing.conversation().id());
            json.addProperty("in", typing.conversation().kind().wire());
            json.addProperty("fromid", typing.from().value());
            return json;
        } else if (message instanceof Outbound.Bye bye) {
            JsonObject json = typed("bye");
            json.addProperty("reason", bye.reason());
            json.addProperty("after", bye.after().toMillis());
            return json;
        }
        throw new IllegalArgumentException("no shape for " + message);
    }

    private static JsonObject typed(String type) {
        JsonObject json = new JsonObject();
        json.addProperty("type", type);
        return json;
    }

    private static JsonObject in(Conversation conversation, JsonObject json, String content) {
        json.addProperty("id", conversation.id());
        json.addProperty("type", conversation.kind().wire());
        json.addProperty("content", content);
        return json;
    }

    private static JsonObject chat(Outbound.Chat chat) {
        JsonObject json = typed(chat.conversation().kind().wire());
        json.addProperty("id", chat.conversation().id());
        json.addProperty("username", chat.username());
        json.addProperty("avatar", chat.avatar());
        json.addProperty("content", chat.content());
        json.addProperty("cid", chat.cid());
        json.addProperty("fromid", chat.fromId().value());
        json.addProperty("timestamp", chat.timestamp());
        json.addProperty("mine", chat.mine());
        return json;
    }

    private static JsonObject refused(Refusal refusal) {
        JsonObject json = typed("refused");
        json.addProperty("code", refusal.code().wire());
        json.addProperty("content", refusal.detail());
        if (refusal.cid() != null) {
            json.addProperty("cid", refusal.cid());
        }
        return json;
    }

    private static JsonObject welcome(Outbound.Welcome welcome) {
        JsonObject json = typed("welcome");
        json.addProperty("connection", welcome.connection());
        json.addProperty("epoch", welcome.newest().epoch());
        json.add("from", numbers(welcome.from()));
        json.add("position", numbers(welcome.newest()));
        json.addProperty("recovered", welcome.lost() == null);
        if (welcome.lost() != null) {
            json.addProperty("reason", welcome.lost());
        }
        json.add("heartbeat", rhythm(new JsonObject(), welcome.interval(), welcome.patience()));
        JsonObject limits = new JsonObject();
        limits.addProperty("message", welcome.maxMessage());
        limits.addProperty("rate", welcome.messageRate());
        limits.addProperty("burst", welcome.messageBurst());
        json.add("limits", limits);
        json.addProperty("time", welcome.time());
        if (welcome.expiresIn() != null) {
            json.addProperty("expiresIn", welcome.expiresIn().toMillis());
        }
        return json;
    }

    private static JsonObject diagnosis(Outbound.Diagnosis diagnosis) {
        JsonObject json = typed("diagnosis");
        json.addProperty("cause", diagnosis.cause());
        json.addProperty("silence", diagnosis.silence().toMillis());
        json.addProperty("lifetime", diagnosis.lifetime().toMillis());
        JsonArray hops = new JsonArray();
        diagnosis.hops().forEach(culprit -> {
            JsonObject hop = new JsonObject();
            hop.addProperty("name", culprit.name());
            hop.addProperty("setting", culprit.setting());
            hops.add(hop);
        });
        json.add("hops", hops);
        json.addProperty("en", diagnosis.english());
        json.addProperty("zh", diagnosis.chinese());
        return json;
    }

    private static JsonObject rhythm(JsonObject json, Duration interval, Duration patience) {
        json.addProperty("interval", interval.toMillis());
        json.addProperty("patience", patience.toMillis());
        return json;
    }

    private static JsonObject numbers(Position position) {
        JsonObject json = new JsonObject();
        json.addProperty("seq", position.seq());
        json.addProperty("all", position.all());
        return json;
    }
}
