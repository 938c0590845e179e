package dev.lifeline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say is what the code does, and the other way round. */
class DocumentsTest {

    private static final String README = read("README.md");
    private static final String PROTOCOL = read("docs/protocol.md");

    @Test
    void readmesTable_holdsEverySettingWithItsDefault() {
        TreeMap<String, String> documented = new TreeMap<>();
        for (String[] row : rows(section(README, "## Settings"))) {
            documented.put(unquoted(row[0]), unquoted(row[1]));
        }
        TreeMap<String, String> settings = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            settings.put(setting.key(), setting.defaultValue());
        }
        assertEquals(settings, documented);
    }

    @Test
    void threats_areShownByTestsThatExist() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        List<String[]> threats = rows(section(read("SECURITY.md"), "## Threats and answers"));
        assertFalse(threats.isEmpty());
        for (String[] threat : threats) {
            String shown = threat[2].strip();
            for (String test : shown.split(", ")) {
                assertTrue(tests.contains(unquoted(test)), () -> test + " of: " + threat[0]);
            }
        }
    }

    /** The administrator's table: every limit, and what the code says of it. */
    @Test
    void limitsTable_holdsEveryLimit() {
        List<String[]> rows = rows(section(read("docs/operations.md"), "## Limits"));
        assertEquals(
                Arrays.stream(Limit.values())
                        .map(limit -> limit.slug() + " " + limit.setting())
                        .toList(),
                rows.stream()
                        .map(row -> unquoted(row[0]) + " " + unquoted(row[1]))
                        .toList());
        Iterator<String[]> documented = rows.iterator();
        for (Limit limit : Limit.values()) {
            String[] row = documented.next();
            assertEquals(5, row.length, limit.slug());
            assertEquals(LimitValues.setting(limit).defaultValue(), unquoted(row[2]), limit.setting());
            assertAnswered(row[4]);
        }
    }

    /** An answer begins with the HTTP status and the name of a problem, a close code, or a refusal's code. */
    private static void assertAnswered(String answer) {
        List<String> known = Stream.of(
                        Arrays.stream(Problem.values()).map(problem -> problem.status() + " `" + problem.slug() + "`"),
                        Arrays.stream(CloseCode.values()).map(code -> "close " + code.number()),
                        Arrays.stream(Refusal.Code.values()).map(code -> "refused with `" + code.wire() + "`"))
                .flatMap(all -> all)
                .toList();
        assertTrue(known.stream().anyMatch(answer::startsWith), answer);
    }

    @Test
    void closeCodes_areTheEnums() {
        List<String> documented = rows(section(PROTOCOL, "## Close codes")).stream()
                .map(row -> row[0] + " " + unquoted(row[1]) + " " + row[2])
                .toList();
        List<String> codes = Arrays.stream(CloseCode.values())
                .map(code -> code.number() + " " + code.name() + " " + (code.reconnects() ? "yes" : "no"))
                .toList();
        assertEquals(codes, documented);
    }

    @Test
    void closeCodes_keepTheRangesOfTheirPolicy() {
        for (CloseCode code : CloseCode.values()) {
            assertTrue(code.number() != 1000, "1000 may block in Tomcat");
            if (code.number() >= 4000) {
                assertEquals(code.number() < 4500, code.reconnects(), code.name());
            }
        }
    }

    @Test
    void problems_areTheCatalogues() {
        List<String> documented = rows(section(PROTOCOL, "## HTTP")).stream()
                .filter(row -> row[0].matches("\\d+"))
                .map(row -> row[0] + " " + unquoted(row[1]))
                .toList();
        List<String> problems = Arrays.stream(Problem.values())
                .map(problem -> problem.status() + " " + problem.slug())
                .toList();
        assertEquals(problems, documented);
    }

    @Test
    void refusals_areTheEnums() {
        List<String> documented = rows(section(PROTOCOL, "## Refusals")).stream()
                .map(row -> unquoted(row[0]))
                .toList();
        assertEquals(
                Arrays.stream(Refusal.Code.values()).map(Refusal.Code::wire).toList(), documented);
    }

    @Test
    void frames_areThoseOfTheCodec() throws IOException {
        List<String> documented = rows(section(PROTOCOL, "## Frames")).stream()
                .map(row -> unquoted(row[0]))
                .filter(type -> type.matches("[a-zA-Z]+"))
                .toList();
        String reader = read("src/main/java/dev/lifeline/json/InboundReader.java");
        String writer = read("src/main/java/dev/lifeline/json/OutboundWriter.java");
        Set<String> spoken = new TreeSet<>(Set.of("ping", "pong"));
        matches("typed\\(\"(\\w+)\"\\)", writer, spoken);
        matches("case \"(\\w+)\"(?:, \"(\\w+)\")? ->", reader, spoken);
        Stream.of(Message.Receipt.Kind.values()).forEach(kind -> spoken.add(kind.wire()));
        // The two values of a presence choice stand in the reader beside the types.
        spoken.removeAll(Set.of("online", "hide"));
        assertEquals(spoken, new TreeSet<>(documented));
    }

    private static void matches(String pattern, String code, Set<String> into) {
        Matcher matcher = Pattern.compile(pattern).matcher(code);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    into.add(matcher.group(group));
                }
            }
        }
    }

    @Test
    void limitsInTheText_areTheCodes() {
        assertTrue(PROTOCOL.contains("1 to " + UserId.MAX_LENGTH + " code points"));
        assertEquals(3_000, Inbound.Chat.MAX_CONTENT);
        assertTrue(PROTOCOL.contains("1 to 3,000 characters"));
        assertTrue(PROTOCOL.contains("1 to " + Inbound.Chat.MAX_CID + " characters"));
        assertTrue(README.contains("3 to " + StrictJson.MAX_PAGES_DEPTH + " |"), "lifeline.max-json-depth");
    }

    @Test
    void readmesNginxBlock_isTheShippedOne() {
        String block = section(README, "## nginx");
        List<String> shipped = Stream.of("nginx/lifeline-location.conf", "nginx/nginx.conf")
                .flatMap(file -> read(file).lines())
                .map(String::strip)
                .toList();
        List<String> directives = block.lines()
                .map(String::strip)
                .filter(line -> line.endsWith(";"))
                .toList();
        assertTrue(directives.size() > 5, block);
        for (String line : directives) {
            assertTrue(shipped.contains(line), () -> line + " is not in the shipped files");
        }
    }

    @Test
    void linksOfTheDocuments_leadSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)\\)");
        try (Stream<Path> documents = Stream.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "docs/protocol.md",
                        "docs/architecture.md",
                        "docs/attacks.md",
                        "docs/benchmark.md",
                        "docs/heartbeat.md")
                .map(Path::of)) {
            for (Path document : documents.toList()) {
                Matcher matcher = link.matcher(Files.readString(document));
                while (matcher.find()) {
                    Path target = document.resolveSibling(matcher.group(1));
                    assertTrue(Files.exists(target), () -> document + " links to " + target);
                }
            }
        }
    }

    @Test
    void rooms_areTheFolders() {
        String table = section(read("docs/architecture.md"), "## Rooms");
        for (String[] row : rows(table)) {
            String room = unquoted(row[0]).replace('.', '/');
            assertTrue(
                    Files.exists(Path.of("src/main/java/dev/lifeline", room, "package-info.java")),
                    () -> room + " is no room with a rule of its own");
        }
        assertFalse(rows(table).isEmpty());
    }

    /** From a heading to the next of its kind. */
    private static String section(String document, String heading) {
        int start = document.indexOf("\n" + heading + "\n");
        assertTrue(start >= 0, () -> heading + " is missing");
        int end = document.indexOf("\n## ", start + heading.length());
        return document.substring(start, end < 0 ? document.length() : end);
    }

    /** The cells of all table rows, without headings. */
    private static List<String[]> rows(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| ")
                        && !line.matches("\\| (setting|code|status|type|address|room|limit|threat) .*"))
                .map(line -> line.substring(2).split(" ?\\| ?"))
                .toList();
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "").strip();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
