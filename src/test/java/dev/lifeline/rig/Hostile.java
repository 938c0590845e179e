package dev.lifeline.rig;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A text that tries to be more than text.
 *
 * @param text what is sent
 * @param shown what a page shows of it
 */
public record Hostile(String text, String shown) {

    private static final Path CORPUS = Path.of("src/test/resources/hostile.txt");

    /** All that are known. */
    public static List<Hostile> corpus() {
        try {
            return Files.readAllLines(CORPUS).stream()
                    .filter(line -> !line.startsWith("# ") && !line.isEmpty())
                    .map(Hostile::of)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Hostile of(String line) {
        String[] parts = line.split("\t", 2);
        String text = unescaped(parts[0]);
        return new Hostile(text, parts.length > 1 ? unescaped(parts[1]) : text);
    }

    private static String unescaped(String text) {
        return JsonParser.parseString('"' + text.replace("\"", "\\\"") + '"').getAsString();
    }

    /** As the directory takes it: without control characters. */
    public String printable() {
        return text.replaceAll("\\p{Cc}", "");
    }

    /** As a name: 64 characters at most. */
    public String name() {
        String name = printable();
        int length = name.codePointCount(0, name.length());
        return name.substring(0, name.offsetByCodePoints(0, Math.min(64, length)));
    }
}
