package dev.lifeline.core.path;

import dev.lifeline.core.time.DurationUnit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of {@linkplain Hop hops}; {@code hops.txt} beside this class is the shipped one and explains its lines.
 * Immutable.
 */
public final class Hops {

    /** The most lines that a table may have. */
    public static final int MAX_LINES = 1_000;

    private static final String SHIPPED = "hops.txt";
    private static final int FIELDS = 6;
    private static final Pattern LIMIT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final List<Hop> all;

    private Hops(List<Hop> all) {
        this.all = List.copyOf(all);
    }

    /** Those that come with Lifeline. */
    public static Hops shipped() {
        InputStream resource = Objects.requireNonNull(Hops.class.getResourceAsStream(SHIPPED), SHIPPED);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return parse(SHIPPED, reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table.
     *
     * @param file its name, for complaints
     * @param lines in the form that {@code hops.txt} explains, {@value #MAX_LINES} at most
     * @throws IllegalArgumentException naming the file, the line and what is wrong with it
     */
    public static Hops parse(String file, Stream<String> lines) {
        List<Hop> hops = new ArrayList<>();
        int number = 0;
        for (String line : lines.limit(MAX_LINES + 1L).toList()) {
            number++;
            try {
                if (number > MAX_LINES) {
                    throw new IllegalArgumentException("one line too many, there may be " + MAX_LINES);
                }
                if (!line.isBlank() && !line.strip().startsWith("#")) {
                    hops.add(hop(line));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return new Hops(hops);
    }

    private static Hop hop(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields instead of " + FIELDS
                    + ": name | kind | limit | setting | setting in Chinese | mark");
        }
        String name = required("name", fields[0]);
        String setting = required("setting", fields[3]);
        Hop.Mark mark = mark(fields[5]);
        String[] bounds = fields[2].split("-", 2);
        if (fields[2].strip().equals("any")) {
            if (mark == null) {
                throw new IllegalArgumentException("limit 'any' needs a mark: else every cut would be its");
            }
            bounds = new String[] {Hop.ANY.toDays() + "d"};
        }
        Duration least = limit(bounds[0].strip());
        Duration most = limit(bounds[bounds.length - 1].strip());
        if (most.compareTo(least) < 0) {
            throw new IllegalArgumentException("limit '" + fields[2].strip() + "' ends before it begins");
        }
        String zh = fields[4].strip();
        return new Hop(name, kind(fields[1].strip()), least, most, setting, zh.isEmpty() ? setting : zh, mark);
    }

    private static String required(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the " + field + " is missing");
        }
        return value.strip();
    }

    private static Hop.Kind kind(String text) {
        return Stream.of(Hop.Kind.values())
                .filter(kind -> kind.slug().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("kind '" + text + "' must be idle, silent or lifetime"));
    }

    private static Duration limit(String text) {
        Matcher matcher = LIMIT.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "limit '" + text + "' must be a duration such as 500ms, 60s, 4m, 1h, or two as in 30s-5m");
        }
        return DurationUnit.of(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    private static Hop.@Nullable Mark mark(String field) {
        if (field.isBlank()) {
            return null;
        }
        String[] parts = field.split(":", 2);
        String header = parts[0].strip();
        if (!HEADER.matcher(header).matches()) {
            throw new IllegalArgumentException("mark '" + header + "' is not the name of a header");
        }
        return new Hop.Mark(header, parts.length == 1 ? "" : parts[1].strip());
    }

    /** These and others, which replace those of the same name; names are compared in any case. */
    public Hops with(Hops others) {
        Set<String> replaced = others.all.stream().map(Hops::key).collect(Collectors.toSet());
        Stream<Hop> kept = all.stream().filter(hop -> !replaced.contains(key(hop)));
        return new Hops(Stream.concat(kept, others.all.stream()).toList());
    }

    private static String key(Hop hop) {
        return hop.name().toLowerCase(Locale.ROOT);
    }

    /** All of them, in the order of their lines. */
    public List<Hop> all() {
        return all;
    }

    /**
     * The names of the hops that show themselves in a handshake.
     *
     * @param headers the values of a header by its name; none where it is absent
     */
    public Set<String> marksOf(Function<String, List<String>> headers) {
        return all.stream()
                .filter(hop -> hop.mark() != null && hop.mark().isIn(headers))
                .map(Hop::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those with a limit of this kind that a silence or age looks like. */
    public List<Hop> like(Hop.Kind kind, Duration silenceOrAge) {
        return all.stream()
                .filter(hop -> hop.kind() == kind && hop.isLike(silenceOrAge))
                .toList();
    }

    /**
     * The likely ones: those that have shown themselves, or else those that need not have. Each once.
     *
     * @param marks what {@link #marksOf} has found in the handshake
     */
    public List<Hop> likely(Hop.Kind kind, Duration silenceOrAge, Set<String> marks) {
        List<Hop> like = like(kind, silenceOrAge);
        List<Hop> marked = all.stream()
                .filter(hop -> marks.contains(hop.name()) && hop.kind() == kind)
                .filter(hop -> hop.hasAnyLimit() || hop.isLike(silenceOrAge))
                .toList();
        Stream<Hop> likely = marked.isEmpty() ? like.stream().filter(hop -> hop.mark() == null) : marked.stream();
        Map<String, Hop> byName = new LinkedHashMap<>();
        likely.forEach(hop -> byName.putIfAbsent(hop.name(), hop));
        return List.copyOf(byName.values());
    }
}
