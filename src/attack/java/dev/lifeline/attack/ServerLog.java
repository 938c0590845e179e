package dev.lifeline.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Tomcat's log, and what in it is to be expected under attack. For one thread. */
final class ServerLog {

    private static final Pattern ENTRY = Pattern.compile("(?m)^(?=\\d\\d-\\w{3}-\\d{4} )");
    private static final Pattern TROUBLE = Pattern.compile("WARN|ERROR|SEVERE|Exception|OutOfMemory");

    /** Lines that tell an administrator what he should know of an attack, each bounded by itself. */
    private static final List<Pattern> EXPECTED = Stream.of(
                    // The stock Tomcat 11 is older than Lifeline asks for.
                    "WARNING .*CVE-",
                    // One line a minute and kind of refusal.
                    "WARNING .* Refused \\d+ handshakes?, the last from",
                    // Once an address that is no trusted proxy, and 100 at most.
                    "WARNING .* sends X-Forwarded-For, Forwarded or X-Real-IP, and is not believed",
                    // Tomcat answers a Ping on a connection that is being closed, as whoever floods is.
                    "SEVERE .*Error reading request, ignored\\s+java.lang.IllegalStateException: Message will not be"
                            + " sent because the WebSocket session has been closed",
                    // Tomcat tells of the first requests that are no HTTP, with their exceptions; then no more.
                    "INFO .*Http11Processor\\.service Error parsing HTTP request header",
                    "INFO .*AbstractProcessor\\.parseHost The host \\[.*] is not valid")
            .map(pattern -> Pattern.compile(pattern, Pattern.DOTALL))
            .toList();

    private final Supplier<String> log;
    private List<String> known = List.of();

    /** @param log all that was logged until now */
    ServerLog(Supplier<String> log) {
        this.log = log;
    }

    /** Entries that tell of trouble and that nobody expects, since the last call. */
    List<String> surprises() {
        List<String> all = ENTRY.splitAsStream(log.get())
                .filter(entry -> TROUBLE.matcher(entry).find())
                .filter(entry -> EXPECTED.stream()
                        .noneMatch(pattern -> pattern.matcher(entry).find()))
                .toList();
        List<String> fresh = new ArrayList<>(all);
        known.forEach(fresh::remove);
        known = all;
        return fresh;
    }
}
