package dev.lifeline.security;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the gate sees of a request for {@code /web/count/{userId}}. Not thread-safe; valid while the request is.
 *
 * @param userId the path segment, decoded, unchecked
 * @param method the HTTP method
 * @param headers looks up a header's value by its name, null where it is absent
 */
public record HandshakeRequest(String userId, String method, Function<String, @Nullable String> headers) {

    /** The header's value, or null where it is absent. */
    public @Nullable String header(String name) {
        return headers.apply(name);
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

    /** The comma-separated tokens of a header, in lower case; empty where it is absent. */
    public List<String> tokens(String name) {
        String value = header(name);
        return value == null
                ? List.of()
                : List.of(value.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*"));
    }
}
