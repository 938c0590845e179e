package dev.lifeline.security;

import dev.lifeline.core.protocol.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may open connections: those of the same host as the request, and the origins of {@code lifeline.origins}.
 * A browser cannot be made to lie about {@code Origin} (RFC 6454), so this keeps a foreign page from using a visitor's
 * login. A request without {@code Origin} comes from no page and is let through. Immutable.
 */
public final class OriginPolicy {

    private final Set<String> allowed;

    /** @param allowed origins such as {@code https://www.example.com}, compared without regard to case */
    public OriginPolicy(List<String> allowed) {
        this.allowed = allowed.stream().map(OriginPolicy::normal).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Judges a request.
     *
     * @return why it is refused, or empty
     */
    public Optional<Verdict.Refused> refusal(HandshakeRequest request) {
        String origin = origin(request);
        if (origin == null || allowed.contains(normal(origin))) {
            return Optional.empty();
        }
        String host = request.header("Host");
        if (host != null && sameHost(origin, host)) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.Refused(
                Problem.FOREIGN_ORIGIN,
                "The page's origin is '" + brief(origin) + "', the request's Host is '" + brief(host)
                        + "'. Behind nginx, 'proxy_set_header Host $http_host;' keeps the host that the browser used;"
                        + " for pages of another site, name their origin in lifeline.origins."));
    }

    /** A page's plain GET carries no Origin to its own host, but tells the page's address. */
    private static @Nullable String origin(HandshakeRequest request) {
        String origin = request.header("Origin");
        String page = request.header("Referer");
        if (origin != null || page == null || request.isHandshake()) {
            return origin;
        }
        int path = page.indexOf('/', page.indexOf("://") + 3);
        return path < 0 ? page : page.substring(0, path);
    }

    private static boolean sameHost(String origin, String host) {
        int scheme = origin.indexOf("://");
        if (!origin.substring(0, Math.max(scheme, 0)).matches("(?i)https?")) {
            return false;
        }
        String defaultPort = scheme == "https".length() ? ":443" : ":80";
        return withoutPort(normal(origin.substring(scheme + 3)), defaultPort)
                .equals(withoutPort(normal(host), defaultPort));
    }

    private static String withoutPort(String authority, String defaultPort) {
        return authority.endsWith(defaultPort)
                ? authority.substring(0, authority.length() - defaultPort.length())
                : authority;
    }

    private static String normal(String origin) {
        return origin.strip().toLowerCase(Locale.ROOT);
    }

    private static String brief(@Nullable String value) {
        String text = String.valueOf(value);
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
