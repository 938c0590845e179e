package dev.lifeline.doctor;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of an access log that tells of a tunnel: an answer with the status 101. Immutable.
 *
 * @param ours whether its address has {@code /web/count}
 * @param seconds how long it lasted; empty where the line does not tell
 * @param micros whether that was taken for microseconds
 */
record LogLine(boolean ours, OptionalDouble seconds, boolean micros) {

    /** Apache's %D and %T are both whole numbers; nobody's tunnel is logged for a day, nor for a tenth of a second. */
    static final long LEAST_MICROS = 100_000;

    private static final String TIME_KEY = "(?:request_time|requesttime|req_time|rt|rtime|duration|time_taken|elapsed)";
    private static final Pattern JSON_STATUS = Pattern.compile("\"[a-z_.]{0,40}status[a-z_]{0,20}\"\\s*:\\s*\"?101\\b");
    private static final Pattern JSON_TIME =
            Pattern.compile("\"[a-z_.]{0,40}" + TIME_KEY + "\"\\s*:\\s*\"?(\\d{1,9}(?:\\.\\d{1,9})?)\\b");
    private static final Pattern HAPROXY =
            Pattern.compile(" -?\\d{1,9}/-?\\d{1,9}/-?\\d{1,9}/-?\\d{1,9}/\\+?(\\d{1,12}) 101 ");
    private static final Pattern STATUS = Pattern.compile("\"\\s+\"?101(?=[\\s\"]|$)");
    private static final Pattern NAMED_TIME =
            Pattern.compile("\\b" + TIME_KEY + "[=:]\\s?\"?(\\d{1,9}(?:\\.\\d{1,6})?)(?![\\d.])");
    /** nginx's $request_time has three decimals always; addresses and versions have more dots or fewer digits. */
    private static final Pattern DECIMAL = Pattern.compile("(?<=[\\s\"\\[(])(\\d{1,9}\\.\\d{3})(?=[\\s\"\\]),]|$)");

    private static final Pattern LAST_WHOLE = Pattern.compile("\\s\"?(\\d{1,15})\"?\\s*$");
    private static final Pattern UNQUOTED_STATUS = Pattern.compile("\\s101(?=\\s|$)");

    /** The line's tunnel; null where it tells of something else. */
    static @Nullable LogLine of(String line) {
        if (!line.contains("101")) {
            return null;
        }
        boolean ours = line.contains(Site.ENDPOINT);
        if (line.startsWith("{")) {
            String lower = line.toLowerCase(Locale.ROOT);
            return JSON_STATUS.matcher(lower).find() ? new LogLine(ours, number(JSON_TIME, lower, 0), false) : null;
        }
        Matcher haproxy = HAPROXY.matcher(line);
        if (haproxy.find()) {
            return new LogLine(ours, OptionalDouble.of(Long.parseLong(haproxy.group(1)) / 1_000.0), false);
        }
        int status = status(line);
        return status < 0 ? null : text(line, ours, status);
    }

    /** Where the status ends, which follows the quoted request: no 101 among bytes or in an address is one; or -1. */
    private static int status(String line) {
        Matcher status = (line.indexOf('"') < 0 ? UNQUOTED_STATUS : STATUS).matcher(line);
        return status.find() ? status.end() : -1;
    }

    private static LogLine text(String line, boolean ours, int status) {
        OptionalDouble named = number(NAMED_TIME, line, 0);
        if (named.isPresent()) {
            return new LogLine(ours, named, false);
        }
        for (int from : new int[] {status, 0}) {
            OptionalDouble decimal = number(DECIMAL, line, from);
            if (decimal.isPresent()) {
                return new LogLine(ours, decimal, false);
            }
        }
        // The first number after the status is the bytes.
        Matcher bytes = Pattern.compile("\\s+\"?[\\d-]+").matcher(line).region(status, line.length());
        Matcher whole = LAST_WHOLE.matcher(line);
        if (bytes.lookingAt() && whole.find(bytes.end())) {
            long number = Long.parseLong(whole.group(1));
            boolean micros = number >= LEAST_MICROS;
            return new LogLine(ours, OptionalDouble.of(micros ? number / 1e6 : number), micros);
        }
        return new LogLine(ours, OptionalDouble.empty(), false);
    }

    private static OptionalDouble number(Pattern pattern, String line, int from) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find(from) ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
    }
}
