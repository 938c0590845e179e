package dev.lifeline.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lifeline.core.limits.Limit;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /api/v1/limits} for administrators: what each limit is set to and how often it was met; of those on
 * connections, how near they are now.
 */
public final class LimitsServlet extends KeyedServlet {

    @Override
    List<Route> routes() {
        return List.of(new Route("GET", "", LimitsServlet::limits));
    }

    private static void limits(Call call) throws IOException {
        Services.Limits limits = call.services().limits();
        JsonArray all = new JsonArray();
        for (Limit limit : Limit.values()) {
            all.add(json(limit, limits));
        }
        JsonObject answer = new JsonObject();
        answer.add("limits", all);
        call.answer(answer);
    }

    private static JsonObject json(Limit limit, Services.Limits limits) {
        JsonObject json = new JsonObject();
        json.addProperty("limit", limit.slug());
        json.addProperty("setting", limit.setting());
        json.addProperty("value", limits.values().apply(limit));
        json.addProperty("met", limits.counts().count(limit));
        limits.occupancy().now(limit).ifPresent(now -> json.addProperty("now", now));
        return json;
    }
}
