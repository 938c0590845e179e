package dev.lifeline.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What came of a run, as a page of Markdown: a table a target. Not thread-safe. */
public final class Report {

    private static final String HEAD = """
            | attack | frames | requests | outcome | neighbours' lines | p50 ms | p99 ms | p99 / quiet | MB before, after | threads | descriptors | s |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final String title;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    Report(String title) {
        this.title = title;
    }

    void add(Row row) {
        rows.add(row);
        row.tally().failures().forEach(failure -> troubles.add(row.target() + ", " + row.attack() + ": " + failure));
        System.out.println(row.target() + " " + row.text());
        row.tally().failures().forEach(failure -> System.out.println("  " + failure));
    }

    /** Something that concerns no attack alone. */
    void failed(String trouble) {
        troubles.add(trouble);
        System.out.println(trouble);
    }

    /** Whether everything happened as it must. */
    public boolean passed() {
        return troubles.isEmpty() && !rows.isEmpty();
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, toString());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("# " + title + "\n");
        for (String target : rows.stream().map(Row::target).distinct().toList()) {
            text.append("\n## ").append(target).append("\n\n");
            rows.stream()
                    .filter(row -> row.target().equals(target))
                    .findFirst()
                    .ifPresent(row -> text.append("Quiet: p99 %.1f ms, %s.%n%n"
                            .formatted(row.quiet().quantile(0.99), row.before().text())));
            text.append(HEAD);
            rows.stream()
                    .filter(row -> row.target().equals(target))
                    .forEach(row -> text.append(row.text()).append('\n'));
        }
        if (!troubles.isEmpty()) {
            text.append("\n## What must not happen\n\n")
                    .append(troubles.stream()
                            .map(trouble -> "- " + trouble.strip().replace("\n", "\n  ") + "\n")
                            .collect(Collectors.joining()));
        }
        return text.toString();
    }
}
