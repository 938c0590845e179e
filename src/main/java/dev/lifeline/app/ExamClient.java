package dev.lifeline.app;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.lifeline.doctor.Texts;
import dev.lifeline.doctor.live.Advice;
import dev.lifeline.doctor.live.Unreached;
import dev.lifeline.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** The requests of an examination, as the command sends them. For one thread. */
final class ExamClient {

    /** How long an answer may take. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExamAddress address;
    private final String key;
    private final Locale locale;

    /** Every handshake is HTTP/1.1's, so the plain requests are too: they are to go the same way. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private String server = "";

    ExamClient(ExamAddress address, String key, Locale locale) {
        this.address = address;
        this.key = key;
        this.locale = locale;
    }

    /** Something else than Lifeline answered, or nothing. */
    static final class UnreachedException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Advice advice;

        UnreachedException(Advice advice) {
            super(advice.symptom().slug());
            this.advice = advice;
        }

        Advice advice() {
            return advice;
        }
    }

    /** Lifeline itself refused the request. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        /** Its status. */
        final int status;

        RefusedException(int status, String detail) {
            super(detail);
            this.status = status;
        }
    }

    /**
     * Asks at the address of handshakes.
     *
     * @param query what to ask; what is known of the way is added
     */
    JsonObject get(String query) throws UnreachedException, RefusedException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        address.with(query + "&server=" + server() + (address.secure() ? "&secure=1" : "")))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Accept-Language", locale.toLanguageTag())
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return judged(answer, new String(body.readNBytes(Unreached.MOST_BODY), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UnreachedException(Unreached.silence(reason(e, Texts.in(locale))));
        }
    }

    private JsonObject judged(HttpResponse<?> answer, String body) throws UnreachedException, RefusedException {
        server = header(answer, "Server");
        Optional<JsonObject> json = json(body);
        if (json.isPresent() && answer.statusCode() == 200 && json.get().has("exam")) {
            return json.get();
        }
        if (json.isPresent() && string(json.get(), "type").startsWith("urn:lifeline:problem:")) {
            throw new RefusedException(
                    answer.statusCode(), string(json.get(), "title") + ". " + string(json.get(), "detail"));
        }
        throw new UnreachedException(Unreached.of(
                answer.statusCode(), header(answer, "WWW-Authenticate"), header(answer, "Location"), body));
    }

    SilentAttempt open(String nonce, Duration silence) {
        return new SilentAttempt(client, address.webSocket("probe=" + nonce), address.origin(), silence, PATIENCE);
    }

    private String server() {
        return URLEncoder.encode(server, StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static Optional<JsonObject> json(String body) {
        try {
            return Optional.of(StrictJson.object(body));
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private static String string(JsonObject json, String field) {
        return json.has(field) && json.get(field).isJsonPrimitive()
                ? json.get(field).getAsString()
                : "";
    }

    /** The innermost cause says what happened; the client hides a refused connection behind a closed channel. */
    private static String reason(IOException e, Texts texts) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
            return texts.text("doctor.reason.name");
        } else if (e instanceof HttpTimeoutException) {
            return texts.text("doctor.reason.time");
        } else if (e instanceof SSLException) {
            return texts.text("doctor.reason.tls", List.of(message));
        } else if (e instanceof ConnectException) {
            return texts.text("doctor.reason.port");
        }
        return message;
    }
}
