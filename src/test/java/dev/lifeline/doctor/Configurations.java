package dev.lifeline.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The configurations in the tests' resources. A line with a fault says so: {@code #! host-missing}. */
public final class Configurations {

    /** Lifeline's defaults. */
    public static final Site SITE = new Site("", Duration.ofSeconds(25), Duration.ofSeconds(10));

    private static final Path FOLDER = Path.of("src/test/resources/nginx");
    private static final Pattern MARK = Pattern.compile("#! ([a-z0-9-]+)");

    private Configurations() {}

    public static Stream<Path> all() {
        return Stream.concat(in("faults"), in("sound"));
    }

    public static Stream<Path> in(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a configuration says of itself, as {@code fault:line}. */
    public static List<String> marked(String text) {
        List<String> marked = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher mark = MARK.matcher(line);
            while (mark.find()) {
                marked.add(mark.group(1) + ":" + number);
            }
        }
        return marked;
    }

    /** What the check finds in it, in the same form. */
    public static List<String> found(String text) throws NginxSyntaxException {
        return new NginxCheck(SITE)
                .check(text, "nginx.conf").findings().stream()
                        .map(finding ->
                                finding.fault().slug() + ":" + finding.place().line())
                        .toList();
    }
}
