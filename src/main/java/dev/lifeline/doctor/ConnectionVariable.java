package dev.lifeline.doctor;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a variable holds in a handshake. Immutable.
 *
 * @param value its value, as far as the text tells
 * @param place where it gets it
 */
record ConnectionVariable(String value, Place place) {

    /** @return empty where the text does not tell */
    static Optional<ConnectionVariable> of(NginxLevel root, NginxLevel location, String name) {
        for (NginxLevel level = location; level != null; level = level.parent()) {
            for (NginxDirective set : level.own("set")) {
                if (set.arg(0).equals(name)) {
                    return Optional.of(new ConnectionVariable(set.arg(1), set.place()));
                }
            }
        }
        return Stream.concat(root.children("map"), root.descendants("http").flatMap(http -> http.children("map")))
                .filter(map -> map.block().arg(1).equals(name))
                .filter(map -> map.block().arg(0).equals("$http_upgrade"))
                .findFirst()
                .map(map -> mapped(map.block()));
    }

    /** What a map of the Upgrade line makes of {@code websocket}: nginx compares without regard to case. */
    private static ConnectionVariable mapped(NginxDirective map) {
        NginxDirective fallback = map;
        for (NginxDirective entry : map.block()) {
            String key = entry.name();
            boolean regex = key.startsWith("~")
                    && BoundedRegex.find(key.replaceFirst("^~\\*?", ""), true, "websocket") == BoundedRegex.Answer.YES;
            if (key.equalsIgnoreCase("websocket") || regex) {
                return new ConnectionVariable(entry.arg(0), entry.place());
            }
            if (key.equals("default")) {
                fallback = entry;
            }
        }
        return new ConnectionVariable(fallback.equals(map) ? "" : fallback.arg(0), fallback.place());
    }

    boolean asksForUpgrade() {
        return value.toLowerCase(Locale.ROOT).contains("upgrade") || value.contains("$");
    }
}
