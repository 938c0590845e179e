package dev.lifeline.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of handshakes, and of the plain requests that go the same way. Immutable.
 *
 * @param http such as {@code https://host/web/count/u1}, without a query
 */
record ExamAddress(URI http) {

    /**
     * Reads one.
     *
     * @param text of {@code ws:}, {@code wss:}, {@code http:} or {@code https:}
     * @throws IllegalArgumentException if it is no such address
     */
    static ExamAddress of(String text) {
        try {
            URI given = new URI(text);
            String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
            String path = given.getRawPath() == null ? "" : given.getRawPath();
            if (given.getHost() == null || !scheme.matches("wss?|https?") || !path.matches(".*/web/count/[^/]+")) {
                throw new IllegalArgumentException(
                        text + ": must be an address such as wss://host/web/count/u1 of ws, wss, http or https");
            }
            boolean secure = scheme.equals("wss") || scheme.equals("https");
            return new ExamAddress(new URI((secure ? "https://" : "http://") + given.getRawAuthority() + path));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(text + ": is no address: " + e.getReason(), e);
        }
    }

    boolean secure() {
        return http.getScheme().equals("https");
    }

    /** What a page of that host would have as its origin. */
    String origin() {
        return http.getScheme() + "://" + http.getRawAuthority();
    }

    URI with(String query) {
        return URI.create(http + "?" + query);
    }

    URI webSocket(String query) {
        return URI.create("ws" + http.toString().substring("http".length()) + "?" + query);
    }
}
