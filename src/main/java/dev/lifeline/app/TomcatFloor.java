package dev.lifeline.app;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The oldest Tomcats without known vulnerabilities in their WebSocket. Pure. */
final class TomcatFloor {

    private static final Pattern SERVER_INFO =
            Pattern.compile("Apache Tomcat(?: \\([^)]*\\))?/(\\d+)\\.(\\d+)\\.(\\d+).*");

    private TomcatFloor() {}

    /**
     * What to tell the administrator.
     *
     * @param serverInfo as the servlet context gives it, such as {@code Apache Tomcat/11.0.27}
     * @return a warning, or empty where there is nothing to say
     */
    static Optional<String> warning(String serverInfo) {
        Matcher matcher = SERVER_INFO.matcher(serverInfo);
        if (!matcher.matches()) {
            return Optional.of("This server calls itself '" + serverInfo
                    + "'. Lifeline supports Apache Tomcat 10.1.60 and later, 11.0.26 and later.");
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        int patch = Integer.parseInt(matcher.group(3));
        boolean old = major < 10
                || (major == 10 && (minor < 1 || (minor == 1 && patch < 60)))
                || (major == 11 && minor == 0 && patch < 26);
        return old
                ? Optional.of(
                        serverInfo + " has known vulnerabilities in its WebSocket (CVE-2026-79677, CVE-2026-77791,"
                                + " CVE-2026-76183, CVE-2026-87022): update to 10.1.60, 11.0.26 or later.")
                : Optional.empty();
    }
}
