package dev.lifeline.http;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.path.Hop;
import dev.lifeline.doctor.AccessLogCheck;
import dev.lifeline.doctor.LogReportText;
import java.util.Locale;

/** What an access log says, as JSON. Stateless. */
final class LogJson {

    private LogJson() {}

    static JsonObject of(AccessLogCheck.Report report, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("clean", report.tunnels() > 0 && report.clusters().isEmpty());
        json.addProperty("lines", report.lines());
        json.addProperty("tunnels", report.tunnels());
        json.add("clusters", Replies.array(report.clusters(), cluster -> of(cluster, locale)));
        json.add("text", Replies.array(LogReportText.of(report, locale).lines().toList(), JsonPrimitive::new));
        return json;
    }

    private static JsonObject of(AccessLogCheck.Cluster cluster, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("from", cluster.from());
        json.addProperty("to", cluster.to());
        json.addProperty("count", cluster.count());
        json.addProperty("expected", cluster.expected());
        json.add("hops", Replies.array(cluster.hops(), hop -> {
            JsonObject meant = new JsonObject();
            meant.addProperty("name", hop.name());
            meant.addProperty("setting", hop.setting(locale));
            meant.addProperty("lifetime", hop.kind() == Hop.Kind.LIFETIME);
            return meant;
        }));
        return json;
    }
}
