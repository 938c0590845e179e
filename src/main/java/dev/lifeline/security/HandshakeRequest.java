package dev.lifeline.security;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the gate sees of a request for {@code /web/count/{userId}}. Not thread-safe; valid while the request is.
 *
 * @param userId the path segment, decoded, unchecked
 * @param method the HTTP method
 * @param headers looks up a header's lines by its name, none where it is absent
 * @param parameters looks up a parameter of the query, null where it is absent
 * @param login tells who is logged in to the container, null where nobody is
 */
public record HandshakeRequest(
        String userId,
        String method,
        Function<String, List<String>> headers,
        UnaryOperator<@Nullable String> parameters,
        Supplier<@Nullable ContainerLogin> login) {

    /** Of a request on which nobody is logged in to the container. */
    public HandshakeRequest(
            String userId,
            String method,
            Function<String, List<String>> headers,
            UnaryOperator<@Nullable String> parameters) {
        this(userId, method, headers, parameters, () -> null);
    }

    /** The same request for another user. */
    HandshakeRequest of(String user) {
        return new HandshakeRequest(user, method, headers, parameters, login);
    }

    /** The query's parameter, or null where it is absent. */
    public @Nullable String parameter(String name) {
        return parameters.apply(name);
    }

    /** The header's first line, or null where it is absent. */
    public @Nullable String header(String name) {
        List<String> lines = headers.apply(name);
        return lines.isEmpty() ? null : lines.get(0);
    }

    /** Whether the request asks to become a WebSocket (RFC 6455, section 4.2.1), both lines of it. */
    public boolean isUpgrade() {
        return tokens("Upgrade").contains("websocket") && tokens("Connection").contains("upgrade");
    }

    /** Whether a client meant this as a handshake, whatever a proxy made of it on the way. */
    public boolean isHandshake() {
        return header("Sec-WebSocket-Key") != null || tokens("Upgrade").contains("websocket");
    }

    /** Whether a proxy says that it passed the request on. */
    public boolean isForwarded() {
        return Stream.of("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via")
                .anyMatch(name -> header(name) != null);
    }

    /** The comma-separated tokens of all lines of a header (RFC 9110, section 5.3), in lower case. */
    public List<String> tokens(String name) {
        return headers.apply(name).stream()
                .flatMap(line -> Stream.of(line.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
