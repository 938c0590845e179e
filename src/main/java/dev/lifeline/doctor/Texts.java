package dev.lifeline.doctor;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts in a reader's language: Chinese, or English for everybody else. Immutable. */
public final class Texts {

    private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts for a locale. */
    public static Texts in(Locale locale) {
        // Without the control, an English reader on a Chinese machine would get Chinese.
        return new Texts(ResourceBundle.getBundle(
                Texts.class.getName(),
                locale,
                Texts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /**
     * A text with its gaps filled.
     *
     * @throws java.util.MissingResourceException if there is none
     */
    public String text(String key, List<String> args) {
        return GAP.matcher(bundle.getString(key))
                .replaceAll(gap -> Matcher.quoteReplacement(args.get(Integer.parseInt(gap.group(1)))));
    }

    /** The same without gaps. */
    public String text(String key) {
        return text(key, List.of());
    }
}
