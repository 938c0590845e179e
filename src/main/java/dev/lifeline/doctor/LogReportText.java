package dev.lifeline.doctor;

import dev.lifeline.core.path.Hop;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A log's report as lines for a terminal. */
public final class LogReportText {

    private final AccessLogCheck.Report report;
    private final Locale locale;
    private final Texts texts;
    private final StringBuilder out = new StringBuilder();

    private LogReportText(AccessLogCheck.Report report, Locale locale) {
        this.report = report;
        this.locale = locale;
        this.texts = Texts.in(locale);
    }

    /** The report in the language of a locale; ends with a line break. */
    public static String of(AccessLogCheck.Report report, Locale locale) {
        return new LogReportText(report, locale).write();
    }

    private String write() {
        line("log.lines", report.lines(), report.tunnels());
        lineIf(report.others() > 0, "log.others", report.others());
        lineIf(report.onlyOthers(), "log.no-path");
        lineIf(report.withoutDuration() > 0, "log.no-duration", report.withoutDuration());
        lineIf(report.tooLong() > 0, "log.too-long", report.tooLong(), AccessLogCheck.MAX_LINE);
        lineIf(report.overlong() > 0, "log.overlong", report.overlong(), Durations.MAX_HOURS);
        lineIf(report.micros(), "log.micros", LogLine.LEAST_MICROS);
        out.append('\n');
        if (report.tunnels() == 0) {
            line("log.none");
            return out.toString();
        }
        lineIf(report.clusters().isEmpty(), "log.clean");
        report.clusters().forEach(this::cluster);
        lineIf(!report.clusters().isEmpty(), "log.caution-1");
        lineIf(!report.clusters().isEmpty(), "log.caution-2");
        return out.toString();
    }

    private void cluster(AccessLogCheck.Cluster cluster) {
        line(
                "log.cluster",
                cluster.count(),
                decimal(100.0 * cluster.count() / report.tunnels()),
                decimal(cluster.from()),
                decimal(cluster.to()),
                decimal(cluster.expected()));
        for (Hop hop : cluster.hops()) {
            out.append("  ");
            line("log.hop", hop.name(), texts.text("log." + hop.kind().slug()), hop.setting(locale));
        }
        if (cluster.hops().isEmpty()) {
            out.append("  ");
            line("log.unknown");
        }
        out.append('\n');
    }

    private void lineIf(boolean said, String key, Object... args) {
        if (said) {
            line(key, args);
        }
    }

    private void line(String key, Object... args) {
        List<String> shown = Arrays.stream(args).map(String::valueOf).toList();
        out.append(texts.text(key, shown)).append('\n');
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
