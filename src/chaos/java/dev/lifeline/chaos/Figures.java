package dev.lifeline.chaos;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import dev.lifeline.chaos.verify.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run in numbers. */
public final class Figures {

    private final List<Event> clients;
    private final List<Event> run;
    private final long stored;
    private final List<Finding> findings;

    /** @param stored bytes of the store in the end */
    Figures(List<Event> clients, List<Event> run, long stored, List<Finding> findings) {
        this.clients = clients;
        this.run = run;
        this.stored = stored;
        this.findings = findings;
    }

    /** How often a fault struck. */
    public long faults(Fault fault) {
        return run.stream()
                .filter(event ->
                        event.kind() == Kind.FAULT && event.text("fault").equals(fault.name()))
                .count();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "messages acknowledged",
                distinct(clients, Kind.SENT) + " chats, " + count(run, Kind.PUSHED) + " pushes");
        line(
                text,
                "deliveries",
                count(clients, Kind.GOT) + "; repeats kept from the application " + count(clients, Kind.REPEAT));
        line(text, "receipts", String.valueOf(count(clients, Kind.DELIVERED)));
        line(
                text,
                "refused for a while",
                count(clients, Kind.REFUSED) + " chats, " + count(run, Kind.PUSH_FAILED) + " pushes");
        line(text, "store", (stored >> 20) + " MB");
        line(text, "faults", faults());
        line(text, "connections lost", byCode(Kind.LOST));
        line(text, "half-open, ended by", byCode(Kind.ABANDONED));
        line(text, "welcomes", String.valueOf(count(clients, Kind.WELCOME)));
        line(text, "recoveries", recoveries());
        for (Map.Entry<Finding.Rule, Long> rule : byRule().entrySet()) {
            line(
                    text,
                    rule.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    rule.getValue().toString());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-22s %s%n".formatted(name, value));
    }

    private String faults() {
        return Arrays.stream(Fault.values())
                .map(fault -> fault.title() + " " + faults(fault))
                .collect(Collectors.joining(", "));
    }

    private String byCode(Kind kind) {
        return clients.stream()
                .filter(event -> event.kind() == kind)
                .collect(Collectors.groupingBy(event -> event.text("code"), TreeMap::new, Collectors.counting()))
                .toString();
    }

    private String recoveries() {
        long[] millis = clients.stream()
                .filter(event -> event.kind() == Kind.RECOVERED)
                .mapToLong(event -> event.number("ms"))
                .sorted()
                .toArray();
        if (millis.length == 0) {
            return "0";
        }
        return "%d; time to recover p50 %d ms, p99 %d ms, longest %d ms"
                .formatted(
                        millis.length,
                        millis[millis.length / 2],
                        millis[(int) (millis.length * 0.99)],
                        millis[millis.length - 1]);
    }

    private Map<Finding.Rule, Long> byRule() {
        Map<Finding.Rule, Long> numbers = new TreeMap<>();
        for (Finding.Rule rule : Finding.Rule.values()) {
            numbers.put(
                    rule,
                    findings.stream().filter(finding -> finding.rule() == rule).count());
        }
        return numbers;
    }

    private static long distinct(List<Event> events, Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(event -> event.text("cid"))
                .distinct()
                .count();
    }

    private static long count(List<Event> events, Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }
}
