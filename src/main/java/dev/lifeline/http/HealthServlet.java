package dev.lifeline.http;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /health} for orchestrators: 200 while this instance takes connections, 503 once it stops. Answers without
 * touching a connection, so it is quick under load.
 */
public final class HealthServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Services.Health health = Services.from(getServletContext()).health().get();
        JsonObject body = new JsonObject();
        body.addProperty("status", health.stopping() ? "stopping" : "up");
        body.addProperty("connections", health.connections());
        body.addProperty("users", health.users());
        body.addProperty("version", health.version());
        Replies.json(response, health.stopping() ? 503 : 200, body);
    }
}
