package dev.lifeline.doctor.live;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server saw of one request. Immutable.
 *
 * @param protocol such as {@code HTTP/1.1}
 * @param secure whether the server takes it for HTTPS
 * @param remote who connected to the server: the nearest proxy, or the client itself
 * @param client who asked, as far as the proxies are trusted to tell it
 * @param keyed whether the handshake's own key arrived (RFC 6455, section 4.1)
 * @param headers the lines that may be told, by their names: no cookie, no token
 */
public record Sighting(
        String protocol, boolean secure, String remote, String client, boolean keyed, Map<String, String> headers) {

    /** Keeps a copy of its own, in the order given. */
    public Sighting {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A line, or null where none arrived. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Whether a line has a token, whatever its case. */
    boolean has(String name, String token) {
        String line = header(name);
        return line != null
                && Arrays.stream(line.split(",", -1))
                        .anyMatch(part -> part.strip().equalsIgnoreCase(token));
    }
}
