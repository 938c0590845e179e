package dev.lifeline.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where each file stands in what {@code nginx -T} prints: a heading with its name, then its text. Immutable.
 *
 * @param first the main file
 * @param files all of them by name, in order
 * @param complete whether there were headings: then no file is missing, since nginx prints all that it reads
 */
record NginxDump(Section first, Map<String, Section> files, boolean complete) {

    private static final Pattern HEADING =
            Pattern.compile("^# configuration file ([^\\r\\n]{1,4096}):\\r?$", Pattern.MULTILINE | Pattern.UNIX_LINES);

    /** A file from one character to another. */
    record Section(String name, int from, int end) {}

    /** @param name of a text without headings */
    static NginxDump of(String text, String name) {
        Map<String, Section> files = new LinkedHashMap<>();
        Matcher heading = HEADING.matcher(text);
        String file = null;
        int from = 0;
        while (heading.find()) {
            if (file != null) {
                files.putIfAbsent(file, new Section(file, from, heading.start()));
            }
            file = heading.group(1);
            from = Math.min(heading.end() + 1, text.length());
        }
        if (file == null) {
            Section whole = new Section(name, 0, text.length());
            return new NginxDump(whole, Map.of(), false);
        }
        files.putIfAbsent(file, new Section(file, from, text.length()));
        return new NginxDump(files.values().iterator().next(), files, true);
    }

    /** The folder that relative names of files start from. */
    String folder() {
        int slash = first.name().lastIndexOf('/');
        return complete && slash >= 0 ? first.name().substring(0, slash) : "";
    }

    /**
     * Whether a name fits a mask with {@code *} and {@code ?}, of which none stands for a slash. Steps back to the
     * newest star only, so it takes no more than the product of both lengths.
     */
    static boolean matches(String mask, String name) {
        int at = 0;
        int star = -1;
        int retry = 0;
        int i = 0;
        while (i < name.length()) {
            char sign = name.charAt(i);
            if (at < mask.length() && mask.charAt(at) == '*') {
                star = at++;
                retry = i;
            } else if (at < mask.length() && (mask.charAt(at) == sign || (mask.charAt(at) == '?' && sign != '/'))) {
                at++;
                i++;
            } else if (star >= 0 && name.charAt(retry) != '/') {
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        while (at < mask.length() && mask.charAt(at) == '*') {
            at++;
        }
        return at == mask.length();
    }
}
