package dev.lifeline.doctor;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nginx's way to write a time: {@code 90}, {@code 90s}, {@code 1m30s}, {@code 500ms}.
 *
 * @see <a href="https://nginx.org/en/docs/syntax.html">Configuration file measurement units</a>
 */
final class NginxTime {

    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|[smhdwMy]) ?)*+(?:\\d{1,9})?");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwMy]?)");

    private NginxTime() {}

    /** The time, or empty if it is none. */
    static Optional<Duration> parse(String text) {
        if (text.isEmpty() || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long amount = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        case "d" -> Duration.ofDays(amount);
                        case "w" -> Duration.ofDays(7 * amount);
                        case "M" -> Duration.ofDays(30 * amount);
                        case "y" -> Duration.ofDays(365 * amount);
                        default -> Duration.ofSeconds(amount);
                    });
        }
        return Optional.of(sum);
    }

    /** In seconds, with decimals where it has some. */
    static String show(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    }
}
