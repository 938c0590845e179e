package dev.lifeline.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.json.StrictJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Writes answers as JSON. Never cached: every one of them tells of this moment. */
final class Replies {

    private Replies() {}

    /** Writes a value. */
    static void json(HttpServletResponse response, int status, JsonElement value) throws IOException {
        json(response, status, "application/json", value);
    }

    /** Writes an error of the catalogue (RFC 9457). */
    static void problem(HttpServletResponse response, Problem problem, String detail) throws IOException {
        problem(response, problem, detail, new JsonObject());
    }

    /** Writes an error of the catalogue with what the server saw of the request. */
    static void problem(HttpServletResponse response, Problem problem, String detail, JsonObject saw)
            throws IOException {
        JsonObject body = problemBody(problem, detail);
        if (!saw.isEmpty()) {
            body.add("saw", saw);
        }
        switch (problem.status()) {
            case 401 -> response.setHeader("WWW-Authenticate", challenge(problem));
            case 426 -> {
                response.setHeader("Upgrade", "websocket");
                response.setHeader("Connection", "Upgrade");
            }
            case 503 -> response.setHeader("Retry-After", "2");
            default -> {}
        }
        json(response, problem.status(), "application/problem+json", body);
    }

    /** RFC 6750, section 3: whoever showed no token is told of no error. */
    private static String challenge(Problem problem) {
        boolean shown = problem == Problem.BAD_TOKEN || problem == Problem.TOKEN_EXPIRED;
        return "Bearer realm=\"lifeline\"" + (shown ? ", error=\"invalid_token\"" : "");
    }

    /** An error of the catalogue as JSON. */
    static JsonObject problemBody(Problem problem, String detail) {
        JsonObject body = new JsonObject();
        body.addProperty("type", "urn:lifeline:problem:" + problem.slug());
        body.addProperty("title", problem.title());
        body.addProperty("status", problem.status());
        body.addProperty("detail", detail);
        return body;
    }

    /** A list of what a mapping makes of each element. */
    static <T> JsonArray array(Iterable<T> elements, Function<T, JsonElement> mapping) {
        JsonArray array = new JsonArray();
        elements.forEach(element -> array.add(mapping.apply(element)));
        return array;
    }

    /** Writes a value of a media type that is JSON in another name. */
    static void json(HttpServletResponse response, int status, String type, JsonElement body) throws IOException {
        byte[] bytes = StrictJson.write(body).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(bytes);
    }
}
