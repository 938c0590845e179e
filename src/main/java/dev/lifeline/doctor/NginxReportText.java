package dev.lifeline.doctor;

import java.util.List;
import java.util.Locale;

/** A report as lines for a terminal. */
public final class NginxReportText {

    private NginxReportText() {}

    /** The report in the language of a locale; ends with a line break. */
    public static String of(NginxCheck.Report report, Locale locale) {
        Texts texts = Texts.in(locale);
        StringBuilder out = new StringBuilder();
        for (NginxCheck.Judged judged : report.judged()) {
            line(
                    out,
                    texts.text(
                            "judged",
                            List.of(judged.location(), judged.place().toString(), judged.server(), judged.target())));
        }
        if (report.judged().isEmpty()) {
            line(out, texts.text("judged-none"));
        }
        for (Finding finding : report.findings()) {
            finding(out, finding, texts, locale);
        }
        line(out, "");
        line(out, report.isClean() ? texts.text("clean") + " " + summary(report, texts) : summary(report, texts));
        return out.toString();
    }

    private static void finding(StringBuilder out, Finding finding, Texts texts, Locale locale) {
        line(out, "");
        String severity = texts.text(finding.fault().severity().name().toLowerCase(Locale.ROOT));
        line(out, severity + " " + finding.fault().slug() + "  " + finding.place() + "  " + finding.location());
        line(out, "  " + finding.what(locale));
        line(out, "  " + finding.why(locale));
        String mark = "  " + texts.text("put") + ": ";
        finding.fix().lines().forEach(fix -> line(out, mark + fix));
    }

    private static String summary(NginxCheck.Report report, Texts texts) {
        return texts.text(
                "summary",
                List.of(
                        count(report, Fault.Severity.FAULT),
                        count(report, Fault.Severity.WARNING),
                        count(report, Fault.Severity.NOTE)));
    }

    private static String count(NginxCheck.Report report, Fault.Severity severity) {
        return Long.toString(report.findings().stream()
                .filter(finding -> finding.fault().severity() == severity)
                .count());
    }

    /** Control characters of the configuration could steer the terminal. */
    private static void line(StringBuilder out, String text) {
        out.append(text.replaceAll("\\p{Cntrl}", "?")).append('\n');
    }
}
