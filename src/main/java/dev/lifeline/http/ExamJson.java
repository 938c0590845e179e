package dev.lifeline.http;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lifeline.doctor.live.Advice;
import dev.lifeline.doctor.live.Attempt;
import dev.lifeline.doctor.live.Limit;
import dev.lifeline.doctor.live.Next;
import dev.lifeline.doctor.live.Report;
import java.util.Locale;

/** Examinations as JSON, their texts in a reader's language. Stateless. */
final class ExamJson {

    private ExamJson() {}

    static JsonObject of(Report report, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("exam", report.exam());
        json.addProperty("clean", report.findings().isEmpty());
        json.addProperty("hop", report.hop());
        JsonObject saw = new JsonObject();
        saw.add("request", Sightings.json(report.request()));
        if (report.handshake() != null) {
            saw.add("handshake", Sightings.json(report.handshake()));
        }
        json.add("saw", saw);
        json.add("findings", Replies.array(report.findings(), advice -> of(advice, locale)));
        json.add("attempts", Replies.array(report.attempts(), ExamJson::of));
        json.add("limit", of(report.limit(), report.limitWhat(locale)));
        JsonObject heartbeat = new JsonObject();
        heartbeat.addProperty("interval", report.heartbeat().interval());
        heartbeat.addProperty("fitted", report.heartbeat().fitted());
        heartbeat.addProperty("what", report.heartbeatWhat(locale));
        json.add("heartbeat", heartbeat);
        json.addProperty("block", report.block());
        return json;
    }

    static JsonObject of(Next next) {
        JsonObject json = new JsonObject();
        if (next instanceof Next.Try attempt) {
            json.addProperty("do", "try");
            json.addProperty("nonce", attempt.nonce());
            json.addProperty("silence", attempt.silence().toMillis());
        } else {
            json.addProperty("do", next instanceof Next.Wait ? "wait" : "done");
        }
        return json;
    }

    private static JsonObject of(Advice advice, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("finding", advice.symptom().slug());
        json.addProperty("severity", advice.symptom().severity().name().toLowerCase(Locale.ROOT));
        json.addProperty("what", advice.what(locale));
        json.addProperty("why", advice.why(locale));
        json.add("fix", Replies.array(advice.fix(), JsonPrimitive::new));
        return json;
    }

    private static JsonObject of(Attempt attempt) {
        JsonObject json = new JsonObject();
        json.addProperty("silence", attempt.silence().toMillis());
        json.addProperty("state", attempt.state().name().toLowerCase(Locale.ROOT));
        json.addProperty("after", attempt.after().toMillis());
        return json;
    }

    private static JsonObject of(Limit limit, String what) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", limit.kind().name().toLowerCase(Locale.ROOT));
        json.addProperty("from", limit.from().toMillis());
        json.addProperty("to", limit.to().toMillis());
        json.addProperty("what", what);
        return json;
    }
}
