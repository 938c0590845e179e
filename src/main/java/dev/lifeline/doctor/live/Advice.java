package dev.lifeline.doctor.live;

import dev.lifeline.doctor.Texts;
import java.util.List;
import java.util.Locale;

/**
 * One finding about the way to a running server. Immutable.
 *
 * @param symptom its kind
 * @param fix the lines of nginx's language that mend it; empty where none would
 * @param args what the texts name
 */
public record Advice(Symptom symptom, List<String> fix, List<String> args) {

    static Advice of(Symptom symptom, String fix, String... args) {
        return new Advice(symptom, fix.lines().toList(), List.of(args));
    }

    /** What is wrong, in the language of a locale. */
    public String what(Locale locale) {
        return Texts.in(locale).text("live." + symptom.slug() + ".what", args);
    }

    /** What it means and what to do, in the language of a locale. */
    public String why(Locale locale) {
        return Texts.in(locale).text("live." + symptom.slug() + ".why", args);
    }
}
