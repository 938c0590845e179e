package dev.lifeline.doctor;

import java.util.Comparator;
import java.util.Optional;

/**
 * Which location of a server a path is served by, by nginx's rules: an exact one; else the longest prefix, in which the
 * nested ones are asked; else, unless that prefix says {@code ^~}, the first regular expression; else that prefix.
 */
final class LocationSearch {

    private LocationSearch() {}

    /** The location, or empty where none fits; {@code try_files} to a named one is followed. */
    static Optional<NginxLevel> of(NginxLevel server, String path) {
        return search(server, path).location().map(found -> named(server, found));
    }

    /** @param decided whether outer regular expressions are asked no more */
    private record Found(Optional<NginxLevel> location, boolean decided) {}

    private static Found search(NginxLevel level, String path) {
        Optional<NginxLevel> prefix = Optional.empty();
        boolean regexToo = true;
        for (NginxLevel child : (Iterable<NginxLevel>) level.children("location")::iterator) {
            LocationMatch match = LocationMatch.of(child.block());
            if (match.kind() == LocationMatch.Kind.EXACT && match.fits(path)) {
                return new Found(Optional.of(child), true);
            }
        }
        Optional<NginxLevel> longest = level.children("location")
                .filter(child -> LocationMatch.of(child.block()).isPrefix())
                .filter(child -> LocationMatch.of(child.block()).fits(path))
                .max(Comparator.comparingInt(
                        child -> LocationMatch.of(child.block()).pattern().length()));
        if (longest.isPresent()) {
            regexToo = LocationMatch.of(longest.get().block()).kind() == LocationMatch.Kind.PREFIX;
            Found nested = search(longest.get(), path);
            if (nested.decided()) {
                return nested;
            }
            prefix = nested.location().or(() -> longest);
        }
        if (regexToo) {
            Optional<NginxLevel> regex = level.children("location")
                    .filter(child -> LocationMatch.of(child.block()).isRegex())
                    .filter(child -> LocationMatch.of(child.block()).fits(path))
                    .findFirst();
            if (regex.isPresent()) {
                return new Found(search(regex.get(), path).location().or(() -> regex), true);
            }
        }
        return new Found(prefix, false);
    }

    private static NginxLevel named(NginxLevel server, NginxLevel found) {
        if (!found.own("proxy_pass").isEmpty()) {
            return found;
        }
        return found.own("try_files").stream()
                .map(files -> files.arg(files.args().size() - 1))
                .filter(last -> last.startsWith("@"))
                .flatMap(name -> server.children("location")
                        .filter(it -> it.block().arg(0).equals(name)))
                .findFirst()
                .orElse(found);
    }
}
