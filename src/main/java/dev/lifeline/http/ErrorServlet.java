package dev.lifeline.http;

import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The web application's error page: whatever the container itself refuses below the context is answered like everything
 * else, without the container's name and version.
 */
public final class ErrorServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        switch (status) {
            case 400 -> Replies.problem(response, Problem.BAD_REQUEST, "The server could not make sense of it.");
            case 405 -> Replies.problem(response, Problem.METHOD_NOT_ALLOWED, "The Allow line names what it takes.");
            case 500 -> Replies.problem(response, Problem.INTERNAL, "The server's log says why.");
            default -> Replies.json(response, status, "application/problem+json", unnamed(status));
        }
    }

    /**
     * What is in no catalogue (RFC 9457, section 4.2.1). An address that nobody serves is none of Lifeline's own: by that the
     * doctor sees that a proxy changed it.
     */
    private static JsonObject unnamed(int status) {
        JsonObject body = new JsonObject();
        body.addProperty("type", "about:blank");
        body.addProperty(
                "title",
                status == 404
                        ? "Nothing is served under this address"
                        : status < 500 ? "The request was refused" : "The server could not answer");
        body.addProperty("status", status);
        return body;
    }
}
