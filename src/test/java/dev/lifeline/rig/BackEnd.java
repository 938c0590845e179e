package dev.lifeline.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;

/** A back end that calls the keyed API of a server. */
public final class BackEnd {

    private final String base;

    /** @param base such as {@code http://127.0.0.1:8080} */
    public BackEnd(String base) {
        this.base = base;
    }

    /** Sends a request with the key; without a body where it is empty. */
    public HttpResponse<String> send(String method, String path, String body) {
        return Http.send(method, base + "/api/v1" + path, body, "Authorization", "Bearer " + LifelineServer.PUSH_KEY);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    public HttpResponse<String> put(String path, String body) {
        return send("PUT", path, body);
    }

    public HttpResponse<String> delete(String path) {
        return send("DELETE", path, "");
    }

    /** @param body one push or an array of them, with single quotes for double ones */
    public HttpResponse<String> push(String body) {
        return send("POST", "/push", body.replace('\'', '"'));
    }

    /** Checks status and kind of an error, and what it tells. */
    public static void assertProblem(int status, String slug, String detail, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
        assertEquals("urn:lifeline:problem:" + slug, Lines.field(answer.body(), "type"));
        assertEquals(detail, Lines.field(answer.body(), "detail"));
    }
}
