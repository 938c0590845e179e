package dev.lifeline.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lifeline.doctor.live.Symptom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of both languages, and the document that lists the findings. */
class TextsTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/lifeline/doctor");

    @Test
    void bothLanguages_haveTheSameTextsWithTheSameGaps() throws Exception {
        assertEquals(gaps("Texts.properties"), gaps("Texts_zh.properties"));
    }

    private static Map<String, Set<String>> gaps(String file) throws Exception {
        Map<String, Set<String>> gaps = new TreeMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve(file))) {
            if (!line.isBlank()) {
                Set<String> found = new TreeSet<>();
                Pattern.compile("\\{\\d}")
                        .matcher(line)
                        .results()
                        .map(MatchResult::group)
                        .forEach(found::add);
                gaps.put(line.substring(0, line.indexOf(" =")), found);
            }
        }
        return gaps;
    }

    @Test
    void everyFault_hasItsTexts() {
        for (Fault fault : Fault.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINA)) {
                for (String part : List.of(".what", ".why")) {
                    String text = Texts.in(locale).text(fault.slug() + part, List.of("A", "B", "C"));
                    assertFalse(text.isBlank() || text.contains("{"), text);
                }
            }
        }
    }

    @Test
    void language_isTheReaders() {
        Locale machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.CHINA);
            assertEquals("Nothing is wrong.", Texts.in(Locale.ENGLISH).text("clean"));
            assertEquals("Nothing is wrong.", Texts.in(Locale.FRENCH).text("clean"));
            assertEquals("没有发现问题。", Texts.in(Locale.SIMPLIFIED_CHINESE).text("clean"));
        } finally {
            Locale.setDefault(machine);
        }
    }

    @Test
    void argument_isNotTakenForAGap() {
        assertEquals(
                "The text of \"{1}$0\" is not there.",
                Texts.in(Locale.ENGLISH).text("include-missing.what", List.of("{1}$0", "x")));
    }

    @Test
    void operations_listEveryFaultWithItsSeverity() throws Exception {
        List<String> documented = new ArrayList<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| (fault|warning|note) \\|")
                .matcher(Files.readString(Path.of("docs/operations.md")));
        while (row.find()) {
            documented.add(row.group(1) + " " + row.group(2));
        }
        Stream<String> live = Arrays.stream(Symptom.values()).map(symptom -> row(symptom.slug(), symptom.severity()));
        Stream<String> inText = Arrays.stream(Fault.values()).map(fault -> row(fault.slug(), fault.severity()));
        assertEquals(Stream.concat(live, inText).toList(), documented);
    }

    private static String row(String slug, Fault.Severity severity) {
        return slug + " " + severity.name().toLowerCase(Locale.ROOT);
    }
}
