package dev.lifeline.doctor;

import java.util.Optional;

/** How many tunnels fit into a worker. */
final class WorkerRules {

    private static final int DEFAULT_CONNECTIONS = 512;

    /** Below it, fewer than five hundred users a worker. */
    private static final int FEW_CONNECTIONS = 1_000;

    private WorkerRules() {}

    /** @param root without {@code events} it is a piece of a configuration, and nothing is known */
    static void judge(NginxLevel root, Findings findings) {
        Optional<NginxLevel> events = root.children("events").findFirst();
        if (events.isEmpty()) {
            return;
        }
        Optional<NginxDirective> setting = events.get().setting("worker_connections");
        int connections = setting.map(it -> number(it.arg(0))).orElse(DEFAULT_CONNECTIONS);
        Place place =
                setting.map(NginxDirective::place).orElse(events.get().block().place());
        if (connections < FEW_CONNECTIONS) {
            findings.add(
                    Fault.WORKER_CONNECTIONS,
                    place,
                    events.get(),
                    "worker_connections 8192;",
                    Integer.toString(connections),
                    Integer.toString(connections / 2));
        }
        root.own("worker_rlimit_nofile").stream()
                .filter(files -> number(files.arg(0)) < connections)
                .findFirst()
                .ifPresent(files -> findings.add(
                        Fault.WORKER_FILES,
                        files.place(),
                        root,
                        "worker_rlimit_nofile " + (2L * connections) + ";",
                        files.arg(0),
                        Integer.toString(connections)));
    }

    /** What is no number, nginx refuses; nothing is said of it here. */
    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }
}
