package dev.lifeline.http;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lifeline.core.path.CutFinding;
import dev.lifeline.core.path.Hop;
import dev.lifeline.doctor.CutTexts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code GET /api/v1/findings} for administrators: what on the way cuts connections, and what to change. */
public final class FindingsServlet extends KeyedServlet {

    @Override
    List<Route> routes() {
        return List.of(new Route("GET", "", FindingsServlet::findings));
    }

    private static void findings(Call call) throws IOException {
        Locale locale = call.request().getLocale();
        Instant now = Instant.now();
        JsonObject answer = new JsonObject();
        answer.add("findings", Replies.array(call.services().findings().get(), finding -> json(finding, now, locale)));
        call.answer(answer);
    }

    private static JsonObject json(CutFinding finding, Instant now, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("id", finding.id());
        json.addProperty("cause", finding.cause().slug());
        json.addProperty("proxy", finding.proxy());
        json.addProperty("typical", finding.typical().toMillis());
        json.addProperty("least", finding.least().toMillis());
        json.addProperty("most", finding.most().toMillis());
        json.addProperty("count", finding.count());
        json.addProperty("users", finding.users());
        json.addProperty("oneUserOnly", finding.oneUserOnly());
        json.addProperty("first", second(now.minus(finding.firstAgo())));
        json.addProperty("last", second(now.minus(finding.lastAgo())));
        json.add("hops", Replies.array(finding.hops(), hop -> json(hop, locale)));
        json.addProperty("what", CutTexts.what(finding, locale));
        json.add("fix", Replies.array(CutTexts.fixes(finding, locale), JsonPrimitive::new));
        return json;
    }

    /** In ms, to the nearest second: ages are counted by a coarser clock than this. */
    private static long second(Instant time) {
        return Math.round(time.toEpochMilli() / 1_000.0) * 1_000;
    }

    private static JsonObject json(Hop hop, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("name", hop.name());
        json.addProperty("setting", hop.setting(locale));
        return json;
    }
}
