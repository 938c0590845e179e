package dev.lifeline.chaos.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.chaos.log.EventLog;
import dev.lifeline.chaos.log.Kind;
import java.util.HashSet;
import java.util.Set;

/** What arrives at a client: it keeps the position, drops repeats, answers for the own messages, and logs it all. */
final class Inbox {

    /** Frames that concern the connection itself. */
    interface Control {

        /** @param welcome the frame */
        void welcomed(JsonObject welcome);

        /** The server is about to close. */
        void bye(long after);

        /** The server's store or handlers have no room now. */
        void refusedForNow();
    }

    private final Identity identity;
    private final Place place;
    private final Unanswered unanswered;
    private final EventLog log;
    private final Control control;
    private final Set<String> seen = new HashSet<>();

    Inbox(Identity identity, Place place, Unanswered unanswered, EventLog log, Control control) {
        this.identity = identity;
        this.place = place;
        this.unanswered = unanswered;
        this.log = log;
        this.control = control;
    }

    /** The own message is known here before it comes back. */
    void wrote(String cid) {
        seen.add(identity.user() + "/" + cid);
    }

    void receive(String text, long now) {
        if (text.equals("pong")) {
            return;
        }
        JsonElement json = JsonParser.parseString(text);
        if (json instanceof JsonArray several) {
            several.forEach(one -> receive(one.getAsJsonObject(), now));
        } else {
            receive(json.getAsJsonObject(), now);
        }
    }

    private void receive(JsonObject frame, long now) {
        log(frame);
        if (frame.has("seq")) {
            place.take(false, number(frame, "seq"), now);
        } else if (frame.has("all")) {
            place.take(true, number(frame, "all"), now);
        }
    }

    private void log(JsonObject frame) {
        switch (type(frame)) {
            case "welcome" -> welcome(frame);
            case "sent" -> {
                log.add(identity.name(), Kind.SENT, "cid", text(frame, "cid"), "seq", frame.get("seq"));
                unanswered.answered(text(frame, "cid"));
            }
            case "refused" -> refused(frame);
            case "delivered" ->
                log.add(
                        identity.name(),
                        Kind.DELIVERED,
                        "friend",
                        text(frame, "id"),
                        "cid",
                        text(frame, "cid"),
                        "seq",
                        frame.get("seq"));
            case "friend", "group" -> {
                String cid = text(frame, "cid");
                message(
                        frame,
                        text(frame, "fromid"),
                        cid,
                        text(frame, "content").equals("chaos " + cid));
            }
            case "chaos" -> message(frame, "back-end", text(frame, "push"), true);
            case "bye" -> control.bye(number(frame, "after"));
            default -> {
                if (frame.has("seq") || frame.has("all")) {
                    log.add(identity.name(), Kind.NUMBERED, "seq", frame.get("seq"), "all", frame.get("all"));
                }
            }
        }
    }

    private void welcome(JsonObject frame) {
        JsonObject from = frame.getAsJsonObject("from");
        String epoch = text(frame, "epoch");
        log.add(
                identity.name(),
                Kind.WELCOME,
                "epoch",
                place.epoch(),
                "seq",
                place.isKnown() ? place.seq() : null,
                "all",
                place.isKnown() ? place.all() : null,
                "new-epoch",
                epoch,
                "from-seq",
                number(from, "seq"),
                "from-all",
                number(from, "all"),
                "recovered",
                frame.get("recovered"),
                "reason",
                frame.has("reason") ? text(frame, "reason") : null);
        place.begin(epoch, number(from, "seq"), number(from, "all"));
        control.welcomed(frame);
    }

    private void refused(JsonObject frame) {
        String code = text(frame, "code");
        String cid = frame.has("cid") ? text(frame, "cid") : "none";
        log.add(identity.name(), Kind.REFUSED, "cid", cid, "code", code);
        if (code.equals("unavailable") || code.equals("busy")) {
            unanswered.again(cid);
            control.refusedForNow();
        } else {
            unanswered.answered(cid);
        }
    }

    private void message(JsonObject frame, String from, String cid, boolean whole) {
        // Nothing but its position keeps a push from coming twice: it is not held against those seen.
        boolean known = !type(frame).equals("chaos") && !seen.add(from + "/" + cid);
        Kind kind = !whole ? Kind.ALTERED : known ? Kind.REPEAT : Kind.GOT;
        log.add(identity.name(), kind, "from", from, "cid", cid, "seq", frame.get("seq"), "all", frame.get("all"));
    }

    private static String type(JsonObject frame) {
        return text(frame, "type");
    }

    private static String text(JsonObject frame, String name) {
        return frame.get(name).getAsString();
    }

    private static long number(JsonObject frame, String name) {
        return frame.get(name).getAsLong();
    }
}
