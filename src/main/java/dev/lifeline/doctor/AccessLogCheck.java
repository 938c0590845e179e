package dev.lifeline.doctor;

import dev.lifeline.core.path.Hop;
import dev.lifeline.core.path.Hops;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an access log and finds the durations at which tunnels (answers with 101) end too often for chance: the mark of
 * a fixed limit. Takes nginx's formats with {@code $request_time} anywhere, JSON ones, Apache's with {@code %D} or
 * {@code %T} at the end, HAProxy's for HTTP. Stateless; reads line by line, in bounded memory.
 */
public final class AccessLogCheck {

    /** The longest line, in bytes; a longer one is skipped and counted. */
    public static final int MAX_LINE = 16_384;

    private AccessLogCheck() {}

    /**
     * What was found.
     *
     * @param lines of the log
     * @param tunnels that are judged
     * @param others tunnels of other addresses, left out since there are some of {@code /web/count}
     * @param onlyOthers whether no line names {@code /web/count}, so that all tunnels are judged
     * @param withoutDuration tunnels whose line does not tell how long they lasted
     * @param tooLong lines that were skipped
     * @param overlong tunnels too long to be judged
     * @param micros whether whole numbers were taken for microseconds
     * @param clusters the largest first
     */
    public record Report(
            long lines,
            long tunnels,
            long others,
            boolean onlyOthers,
            long withoutDuration,
            long tooLong,
            long overlong,
            boolean micros,
            List<Cluster> clusters) {}

    /**
     * Durations that occurred too often for chance.
     *
     * @param from in seconds
     * @param to in seconds
     * @param count how many tunnels
     * @param expected how many chance would have put there
     * @param hops whose limit it looks like
     */
    public record Cluster(double from, double to, int count, double expected, List<Hop> hops) {}

    /**
     * Reads a log to its end; closes nothing.
     *
     * @param hops whose limits are known
     */
    public static Report check(InputStream log, Hops hops) throws IOException {
        Durations ours = new Durations();
        Durations others = new Durations();
        long lines = 0;
        long oursWithout = 0;
        long othersWithout = 0;
        boolean micros = false;
        BoundedLines input = new BoundedLines(log, MAX_LINE);
        for (String text = input.next(); text != null; text = input.next()) {
            lines++;
            LogLine line = LogLine.of(text);
            if (line == null) {
                continue;
            }
            micros |= line.micros();
            if (line.seconds().isPresent()) {
                (line.ours() ? ours : others).add(line.seconds().getAsDouble());
            } else if (line.ours()) {
                oursWithout++;
            } else {
                othersWithout++;
            }
        }
        boolean onlyOthers = ours.count() + ours.overlong() + oursWithout == 0;
        Durations judged = onlyOthers ? others : ours;
        return new Report(
                lines + input.skipped(),
                judged.count(),
                onlyOthers ? 0 : others.count(),
                onlyOthers && others.count() + othersWithout > 0,
                onlyOthers ? othersWithout : oursWithout,
                input.skipped(),
                judged.overlong(),
                micros,
                judged.clusters().stream().map(cluster -> meant(cluster, hops)).toList());
    }

    private static Cluster meant(Durations.Cluster cluster, Hops hops) {
        Duration middle = Duration.ofMillis(Math.round(500 * (cluster.from() + cluster.to())));
        List<Hop> like = Stream.of(Hop.Kind.values())
                .flatMap(kind -> hops.like(kind, middle).stream())
                .filter(Hop::isFixed)
                .toList();
        return new Cluster(cluster.from(), cluster.to(), cluster.count(), cluster.expected(), like);
    }

    /** Lines of a stream that is never held whole. For one thread. */
    private static final class BoundedLines {
        private final InputStream in;
        private final byte[] line;
        private final byte[] chunk = new byte[8_192];
        private int at;
        private int filled;
        private long skipped;

        BoundedLines(InputStream in, int most) {
            this.in = in;
            this.line = new byte[most];
        }

        /** The next line that is short enough; null at the end. */
        @Nullable
        String next() throws IOException {
            int length = 0;
            boolean any = false;
            for (int sign = read(); sign >= 0; sign = read()) {
                any = true;
                if (sign != '\n') {
                    if (length < line.length) {
                        line[length] = (byte) sign;
                    }
                    length = Math.min(length + 1, line.length + 1);
                } else if (length > line.length) {
                    skipped++;
                    length = 0;
                    any = false;
                } else {
                    break;
                }
            }
            if (length > line.length) {
                skipped++;
                return null;
            }
            // Only ASCII is looked for, so any charset that holds it will do.
            return any ? new String(line, 0, length, StandardCharsets.ISO_8859_1) : null;
        }

        long skipped() {
            return skipped;
        }

        private int read() throws IOException {
            if (at == filled) {
                filled = in.read(chunk);
                at = 0;
            }
            if (filled < 0) {
                filled = 0;
                return -1;
            }
            return chunk[at++] & 0xff;
        }
    }
}
