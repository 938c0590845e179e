package dev.lifeline.security;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token that a request shows. Where it shows several, the first of these counts and the others are not looked
 * at: {@code Authorization: Bearer} (RFC 6750, section 2.1), the subprotocol {@code lifeline.token.…}, {@code
 * access_token=} in the query (section 2.3), the cookie. The cookie is last because a browser adds it by itself; what a
 * page or a program shows on purpose is meant. Stateless.
 */
final class ShownToken {

    private static final String SCHEME = "bearer ";
    private static final String SUBPROTOCOL = "lifeline.token.";

    private ShownToken() {}

    /** @param cookie the name of the cookie that may hold it; empty for none */
    static Optional<String> in(HandshakeRequest request, String cookie) {
        return Stream.<Supplier<@Nullable String>>of(
                        () -> bearer(request),
                        () -> first(request, "Sec-WebSocket-Protocol", ",", SUBPROTOCOL),
                        () -> request.parameter("access_token"),
                        () -> cookie.isEmpty() ? null : cookie(request, cookie).orElse(null))
                .flatMap(place -> Stream.ofNullable(place.get()))
                .filter(token -> !token.isEmpty())
                .findFirst();
    }

    /** The value of the first cookie of that name. */
    static Optional<String> cookie(HandshakeRequest request, String name) {
        return Optional.ofNullable(first(request, "Cookie", ";", name + "="));
    }

    private static @Nullable String bearer(HandshakeRequest request) {
        String line = request.header("Authorization");
        return line != null && line.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? line.substring(SCHEME.length()).strip()
                : null;
    }

    /** What follows a prefix in the first element of a header's lists that has it. */
    private static @Nullable String first(HandshakeRequest request, String header, String separator, String prefix) {
        return request.headers().apply(header).stream()
                .flatMap(line -> Stream.of(line.split(separator, -1)))
                .map(String::strip)
                .filter(element -> element.startsWith(prefix))
                .map(element -> element.substring(prefix.length()))
                .findFirst()
                .orElse(null);
    }
}
