package dev.lifeline.http;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /health} for orchestrators: 200 while this instance takes connections, 503 once it stops. Answers without
 * touching a connection, so it is quick under load.
 */
public final class HealthServlet extends ApiServlet {

    @Override
    List<Route> routes() {
        return List.of(new Route("GET", "", HealthServlet::health));
    }

    private static void health(Call call) throws IOException {
        Services.Health health = call.services().health().get();
        JsonObject body = new JsonObject();
        body.addProperty("status", health.stopping() ? "stopping" : "up");
        body.addProperty("connections", health.connections());
        body.addProperty("users", health.users());
        body.addProperty("dropped", health.dropped());
        body.addProperty("version", health.version());
        Replies.json(call.response(), health.stopping() ? 503 : 200, body);
    }
}
