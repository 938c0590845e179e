package dev.lifeline.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.json.StrictJson;
import dev.lifeline.security.Verdict;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/** Writes answers as JSON. Never cached: every one of them tells of this moment. */
final class Replies {

    /** Seconds after which what fails for the moment may work again. */
    private static final long SOON = 2;

    private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

    private Replies() {}

    /** Writes a value. */
    static void json(HttpServletResponse response, int status, JsonElement value) throws IOException {
        json(response, status, "application/json", value);
    }

    /** Writes an error of the catalogue (RFC 9457). */
    static void problem(HttpServletResponse response, Problem problem, String detail) throws IOException {
        refused(response, new Verdict.Refused(problem, detail), new JsonObject());
    }

    /** Writes a refusal with what the server saw of the request. */
    static void refused(HttpServletResponse response, Verdict.Refused refused, JsonObject saw) throws IOException {
        Problem problem = refused.problem();
        JsonObject body = problemBody(problem, refused.detail());
        if (!saw.isEmpty()) {
            body.add("saw", saw);
        }
        switch (problem.status()) {
            case 401 -> response.setHeader("WWW-Authenticate", challenge(problem));
            case 426 -> {
                response.setHeader("Upgrade", "websocket");
                response.setHeader("Connection", "Upgrade");
            }
            case 429, 503 -> response.setHeader("Retry-After", Long.toString(seconds(refused.retryAfter())));
            default -> {}
        }
        json(response, problem.status(), "application/problem+json", body);
    }

    /** What is left of a second counts as one: whoever comes back then finds it true. */
    private static long seconds(Duration wait) {
        return wait.isZero() ? SOON : wait.plus(ALMOST_A_SECOND).toSeconds();
    }

    /** RFC 6750, section 3: whoever showed no token is told of no error. */
    private static String challenge(Problem problem) {
        boolean shown =
                problem == Problem.BAD_TOKEN || problem == Problem.TOKEN_EXPIRED || problem == Problem.TOKEN_REVOKED;
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
