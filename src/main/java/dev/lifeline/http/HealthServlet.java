package dev.lifeline.http;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /health} for orchestrators: 200 while this instance takes connections, 503 once it stops; with the
 * push key also how many are connected, which is nobody else's business. Answers without touching a connection, so it is
 * quick under load.
 */
public final class HealthServlet extends ApiServlet {

    @Override
    List<Route> routes() {
        return List.of(new Route("GET", "", HealthServlet::health));
    }

    private static void health(Call call) throws IOException {
        // Another scheme is a proxy's own login, and no reason to call the server ill.
        String shown = call.request().getHeader("Authorization");
        boolean asksForMore = shown != null && shown.regionMatches(true, 0, "Bearer ", 0, 7);
        if (asksForMore && !KeyedServlet.hasKey(call.services(), call.request(), call.response())) {
            return;
        }
        Services.Health health = call.services().health().get();
        JsonObject body = new JsonObject();
        body.addProperty("status", health.stopping() ? "stopping" : "up");
        if (asksForMore) {
            body.addProperty("connections", health.connections());
            body.addProperty("users", health.users());
            body.addProperty("dropped", health.dropped());
            body.addProperty("version", health.version());
        }
        Replies.json(call.response(), health.stopping() ? 503 : 200, body);
    }
}
