package dev.lifeline.doctor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A location that passes handshakes on. Immutable.
 *
 * @param server the server block that it belongs to
 * @param location its block
 * @param pass its {@code proxy_pass}
 * @param path of a handshake that it takes
 */
record Lead(NginxLevel server, NginxLevel location, NginxDirective pass, String path) {

    private static final Pattern TARGET = Pattern.compile("https?://([^/]*)(/.*)?");

    /** The location as a lead, where it passes on. */
    static Optional<Lead> of(NginxLevel server, NginxLevel location, String path) {
        return pass(location).map(pass -> new Lead(server, location, pass, path));
    }

    /** Where a location passes on to; within {@code if} as well, which keeps the location's other settings. */
    static Optional<NginxDirective> pass(NginxLevel location) {
        return Stream.concat(Stream.of(location), location.children("if"))
                .flatMap(level -> level.own("proxy_pass").stream())
                .findFirst();
    }

    /** The name of the upstream, or its host and port. */
    String target() {
        Matcher target = TARGET.matcher(pass.arg(0));
        return target.matches() ? target.group(1) : pass.arg(0);
    }

    /** The path that {@code proxy_pass} puts in place of the location's; null where it keeps the path. */
    @Nullable
    String replacement() {
        Matcher target = TARGET.matcher(pass.arg(0));
        return target.matches() && !pass.arg(0).contains("$") ? target.group(2) : null;
    }

    /** A header that the location sets for the server. */
    Optional<NginxDirective> header(String name) {
        return location.inherited("proxy_set_header").stream()
                .filter(header -> header.arg(0).equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether the browser's Upgrade line goes on to the server, as far as the text can tell. */
    boolean passesUpgrade() {
        return header("Upgrade")
                .map(header -> header.arg(1))
                .filter(value -> value.contains("$") || value.equalsIgnoreCase("websocket"))
                .isPresent();
    }
}
