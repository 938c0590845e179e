package dev.lifeline.doctor;

import java.util.List;

/**
 * One directive. Immutable.
 *
 * @param name such as {@code proxy_pass}; in blocks such as {@code map} whatever begins the line
 * @param args without quotes and escapes
 * @param block what stands in its braces; empty where it has none
 * @param place of its name
 */
record NginxDirective(String name, List<String> args, List<NginxDirective> block, Place place) {

    /** An argument, or the empty text where there are fewer. */
    String arg(int index) {
        return index < args.size() ? args.get(index) : "";
    }

    /** All arguments, with single spaces between them. */
    String text() {
        return String.join(" ", args);
    }
}
