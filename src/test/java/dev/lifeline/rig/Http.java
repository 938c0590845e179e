package dev.lifeline.rig;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain HTTP, as a back end or an administrator would do it. */
public final class Http {

    public static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Http() {}

    public static HttpResponse<String> get(String url, String... headers) {
        return send(request(url, headers).GET().build());
    }

    public static HttpResponse<String> post(String url, String body, String... headers) {
        return send(request(url, headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Any method; without a body where it is empty. */
    public static HttpResponse<String> send(String method, String url, String body, String... headers) {
        return send(request(url, headers)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Pushes a message; {@code to} is the JSON of the push API's {@code to}. */
    public static HttpResponse<String> push(String base, String key, String to, String message) {
        return post(
                base + "/api/v1/push",
                "{\"to\":" + to + ",\"message\":" + message + "}",
                "Authorization",
                "Bearer " + key);
    }

    /** What a server with the tests' push key tells of itself; {@code base} as its pages have it. */
    public static JsonObject health(String base) {
        HttpResponse<String> answer = get(base + "/health", "Authorization", "Bearer " + LifelineServer.PUSH_KEY);
        return Lines.json(answer.body());
    }

    /** Whether a GET answers 200 now. */
    public static boolean answers(String url) {
        try {
            return get(url).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static HttpRequest.Builder request(String url, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
