package dev.lifeline.doctor;

import java.util.List;
import java.util.Locale;

/**
 * One finding in a configuration. Immutable.
 *
 * @param fault its kind
 * @param place the line that is wrong, or of the block that lacks one
 * @param location the block that it is about, as its first line writes it
 * @param fix the lines of nginx's language to put there; empty where none would help
 * @param args what the texts name
 */
public record Finding(Fault fault, Place place, String location, String fix, List<String> args) {

    /** What is wrong, in the language of a locale. */
    public String what(Locale locale) {
        return Texts.in(locale).text(fault.slug() + ".what", args);
    }

    /** Why it matters to a WebSocket, in the language of a locale. */
    public String why(Locale locale) {
        return Texts.in(locale).text(fault.slug() + ".why", args);
    }
}
