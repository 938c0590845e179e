package dev.lifeline.chaos.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened.
 *
 * @param at ms since 1970, comparable between processes of one machine
 * @param who the client, or the part of the run
 * @param details names and values without white space
 */
public record Event(long at, String who, Kind kind, Map<String, String> details) {

    public Event {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** @param pairs names and values in turn; a null value leaves its name out */
    public static Event of(long at, String who, Kind kind, Object... pairs) {
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                details.put(pairs[i].toString(), pairs[i + 1].toString().replaceAll("\\s", "_"));
            }
        }
        return new Event(at, who, kind, details);
    }

    /** The other way round than {@link #line}. */
    static Event parse(String line) {
        String[] words = line.split(" ", -1);
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 3; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            details.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return new Event(Long.parseLong(words[0]), words[1], Kind.valueOf(words[2]), details);
    }

    String line() {
        StringBuilder line = new StringBuilder();
        line.append(at).append(' ').append(who).append(' ').append(kind);
        details.forEach(
                (name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }

    public boolean has(String name) {
        return details.containsKey(name);
    }

    public String text(String name) {
        String value = details.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing in " + line());
        }
        return value;
    }

    public long number(String name) {
        return Long.parseLong(text(name));
    }

    @Override
    public String toString() {
        return line();
    }
}
