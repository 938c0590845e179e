package dev.lifeline.store;

import dev.lifeline.core.path.Evidence;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.StoredEvidence;
import dev.lifeline.core.path.StoredPass;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of paths as rows: one for each user on each path, in lines. The first three name proxy, network and user;
 * each other says what was seen, the silence in ms and the second since 1970. Ages are of the moment that both clocks
 * are read. Not thread-safe.
 */
final class PathRows {

    private static final String PASSED = "PASSED";

    final List<StoredEvidence> evidence = new ArrayList<>();
    final List<StoredPass> passes = new ArrayList<>();

    /** Rows by key. */
    static Map<String, String> of(List<StoredEvidence> evidence, List<StoredPass> passes, long nowMillis) {
        Map<String, StringBuilder> rows = new LinkedHashMap<>();
        for (StoredEvidence one : evidence) {
            line(rows, one.path(), one.user(), one.kind().name(), one.silence(), one.age(), nowMillis);
        }
        for (StoredPass one : passes) {
            line(rows, one.path(), one.user(), PASSED, Duration.ZERO, one.age(), nowMillis);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        rows.forEach((key, text) -> texts.put(key, text.toString()));
        return texts;
    }

    private static void line(
            Map<String, StringBuilder> rows,
            PathKey path,
            UserId user,
            String what,
            Duration silence,
            Duration age,
            long nowMillis) {
        String key = path.proxy() + "\n" + path.network() + "\n" + user.value();
        rows.computeIfAbsent(key, first -> new StringBuilder(first))
                .append('\n')
                .append(what)
                .append(' ')
                .append(silence.toMillis())
                .append(' ')
                .append(Duration.ofMillis(nowMillis).minus(age).toSeconds());
    }

    /**
     * Takes a row.
     *
     * @throws IllegalArgumentException if it is none
     */
    void add(String row, long nowMillis) {
        String[] lines = row.split("\n", -1);
        if (lines.length < 4) {
            throw new IllegalArgumentException("a row of " + lines.length + " lines");
        }
        PathKey path = new PathKey(lines[0], lines[1]);
        UserId user = new UserId(lines[2]);
        for (int i = 3; i < lines.length; i++) {
            String[] words = lines[i].split(" ", -1);
            Duration silence = Duration.ofMillis(Long.parseLong(words[1]));
            long age = Math.max(0, nowMillis - Long.parseLong(words[2]) * 1_000);
            if (words[0].equals(PASSED)) {
                passes.add(new StoredPass(path, user, Duration.ofMillis(age)));
            } else {
                Evidence.Kind kind = Evidence.Kind.valueOf(words[0]);
                evidence.add(new StoredEvidence(path, user, kind, silence, Duration.ofMillis(age)));
            }
        }
    }
}
