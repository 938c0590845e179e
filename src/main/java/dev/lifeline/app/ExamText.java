package dev.lifeline.app;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lifeline.doctor.Fault;
import dev.lifeline.doctor.Texts;
import dev.lifeline.doctor.live.Advice;
import dev.lifeline.doctor.live.Seen;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An examination as lines for a terminal. The server's words are printed as they came, but for control characters. */
final class ExamText {

    private final PrintStream out;
    private final Locale locale;
    private final Texts texts;
    private int faults;
    private int warnings;

    ExamText(PrintStream out, Locale locale) {
        this.out = out;
        this.locale = locale;
        this.texts = Texts.in(locale);
    }

    /** One connection has ended or had its echo. */
    void attempt(Duration silence, Seen seen) {
        if (!silence.isZero()) {
            String state = seen.result().name().toLowerCase(Locale.ROOT);
            line(texts.text("doctor.attempt." + state, List.of(seconds(silence), seconds(seen.after()))));
        }
    }

    /**
     * All of it.
     *
     * @param report the server's; null where none came
     * @param more what the server knows nothing of
     * @return the exit code
     */
    int report(@Nullable JsonObject report, List<Advice> more) {
        for (Advice advice : more) {
            finding(
                    advice.symptom().severity().name().toLowerCase(Locale.ROOT),
                    advice.symptom().slug());
            line("  " + advice.what(locale));
            line("  " + advice.why(locale));
            advice.fix().forEach(this::fix);
        }
        if (report != null) {
            told(report);
        }
        boolean clean = faults + warnings == 0;
        String summary = texts.text("doctor.summary", List.of(Integer.toString(faults), Integer.toString(warnings)));
        line("");
        line(clean ? texts.text("doctor.clean") + " " + summary : summary);
        return clean ? DoctorCommand.CLEAN : DoctorCommand.FOUND;
    }

    private void told(JsonObject report) {
        for (JsonElement element : report.getAsJsonArray("findings")) {
            JsonObject finding = element.getAsJsonObject();
            finding(text(finding, "severity"), text(finding, "finding"));
            line("  " + text(finding, "what"));
            line("  " + text(finding, "why"));
            finding.getAsJsonArray("fix").forEach(fix -> fix(fix.getAsString()));
        }
        JsonObject saw = report.getAsJsonObject("saw");
        saw("doctor.saw-request", saw.getAsJsonObject("request"));
        saw("doctor.saw-handshake", saw.getAsJsonObject("handshake"));
        line("");
        line(text(report.getAsJsonObject("limit"), "what"));
        line(text(report.getAsJsonObject("heartbeat"), "what"));
        line("");
        line(texts.text("doctor.block"));
        line("");
        text(report, "block").lines().forEach(this::line);
    }

    private void saw(String title, @Nullable JsonObject saw) {
        line("");
        line(texts.text(title));
        if (saw == null) {
            line("  " + texts.text("doctor.saw-none"));
        } else {
            saw.entrySet()
                    .forEach(entry ->
                            line("  " + entry.getKey() + ": " + entry.getValue().getAsString()));
        }
    }

    private void finding(String severity, String slug) {
        boolean fault = severity.equals(Fault.Severity.FAULT.name().toLowerCase(Locale.ROOT));
        faults += fault ? 1 : 0;
        warnings += fault ? 0 : 1;
        line("");
        line(texts.text(fault ? "fault" : "warning") + " " + slug);
    }

    private void fix(String line) {
        line("  " + texts.text("put") + ": " + line);
    }

    private static String text(JsonObject json, String field) {
        return json.get(field).getAsString();
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(Math.round(time.toMillis() / 100.0), 1)
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
    }

    void line(String text) {
        out.println(text.replaceAll("\\p{Cntrl}", "?"));
    }
}
