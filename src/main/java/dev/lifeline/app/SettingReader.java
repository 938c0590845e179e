package dev.lifeline.app;

import dev.lifeline.core.time.DurationUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads settings and gathers every complaint, so that an administrator mends all of them at once. A value that cannot be
 * used is complained of and answered with its default. Not thread-safe.
 */
final class SettingReader {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([km]?)");

    private final SettingSources sources;
    private final List<String> complaints = new ArrayList<>();

    SettingReader(SettingSources sources) {
        this.sources = sources;
        for (String key : sources.unknownKeys()) {
            complaints.add(key + " in " + sources.fileName() + " is no setting; there are "
                    + String.join(", ", Setting.keys()));
        }
    }

    /** What is wrong, one line a setting; empty if nothing is. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    String text(Setting setting) {
        return Objects.requireNonNullElse(sources.find(setting), setting.defaultValue())
                .strip();
    }

    <T> T choice(Setting setting, String allowed, Function<String, T> choose) {
        return read(setting, allowed, choose);
    }

    List<String> list(Setting setting) {
        return Stream.of(text(setting).split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    Duration duration(Setting setting, Duration least, Duration most) {
        return read(
                setting,
                "a duration such as 500ms, 25s, 4m, 1h or 7d, from " + show(least) + " to " + show(most),
                text -> bounded(parseDuration(text), least, most));
    }

    List<Duration> durations(Setting setting, Duration least, Duration most) {
        return read(
                setting,
                "one or more durations, separated by commas, from " + show(least) + " to " + show(most),
                text -> Stream.of(text.split(",", -1))
                        .map(one -> bounded(parseDuration(one.strip()), least, most))
                        .toList());
    }

    int size(Setting setting, int least, int most) {
        return read(
                setting,
                "a size in bytes such as 2048, 64k or 1m, from " + least + " to " + most,
                text -> Math.toIntExact(bounded(parseSize(text), (long) least, (long) most)));
    }

    /**
     * A size in bytes, or so many per cent of the most that the heap can become.
     *
     * @param most in per cent
     */
    long sizeOrShareOfHeap(Setting setting, int least, int most) {
        return read(
                setting,
                "a size in bytes such as 64m, from " + least + ", or a share of the heap, from 1% to " + most + "%",
                text -> {
                    long heap = Runtime.getRuntime().maxMemory();
                    return text.endsWith("%")
                            ? heap
                                    / 100
                                    * bounded(Long.parseLong(text.substring(0, text.length() - 1)), 1L, (long) most)
                            : bounded(parseSize(text), (long) least, Long.MAX_VALUE);
                });
    }

    int number(Setting setting, int least, int most) {
        return read(
                setting,
                "a number from " + least + " to " + most,
                text -> bounded(Integer.parseInt(text), least, most));
    }

    /** For rules that one reader method cannot know. */
    void complain(Setting setting, String expected) {
        complaints.add(setting.key() + " must be " + expected);
    }

    private <T> T read(Setting setting, String expected, Function<String, T> parse) {
        String text = text(setting);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            complaints.add(setting.key() + "=" + text + ": must be " + expected);
            return parse.apply(setting.defaultValue());
        }
    }

    static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return DurationUnit.of(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    private static long parseSize(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "k" -> amount << 10;
            case "m" -> amount << 20;
            default -> amount;
        };
    }

    private static <T extends Comparable<T>> T bounded(T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(value.toString());
        }
        return value;
    }

    private static String show(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 60_000 == 0 && millis > 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
