package dev.lifeline.http;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /health} for orchestrators: 200 while this instance takes connections, 503 once it stops. Answers without
 * touching a connection, so it is quick under load.
 */
public final class HealthServlet extends ApiServlet {

    public HealthServlet() {
        super("GET");
    }

    @Override
    void answer(Services services, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Services.Health health = services.health().get();
        JsonObject body = new JsonObject();
        body.addProperty("status", health.stopping() ? "stopping" : "up");
        body.addProperty("connections", health.connections());
        body.addProperty("users", health.users());
        body.addProperty("dropped", health.dropped());
        body.addProperty("version", health.version());
        Replies.json(response, health.stopping() ? 503 : 200, body);
    }
}
