package dev.lifeline.chaos;

import dev.lifeline.chaos.verify.Finding;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * The checker as a command; fails if a rule was broken.
 *
 * <p>System properties: {@code chaos.seconds} with faults (600), {@code chaos.seed} (random), {@code chaos.clients} (60, at
 * least 6), {@code chaos.tomcat} (a version of those unpacked), {@code chaos.faults} (names of {@link Fault}; all).
 */
public final class Chaos {

    private static final int SECONDS = 600;

    /** Of the details of each rule; the logs hold all. */
    private static final int MOST_TOLD = 10;

    private Chaos() {}

    /**
     * Runs and prints.
     *
     * @param args Lifeline's archive, and a folder for logs and servers
     */
    public static void main(String[] args) throws Exception {
        long seed = new SecureRandom().nextInt(1_000_000);
        ChaosOptions options = ChaosOptions.read(seed, SECONDS, Path.of(args[0]), Path.of(args[1]));
        System.out.println(heading(options));
        ChaosRun.Outcome outcome = new ChaosRun(options).run();
        System.out.println(report(options, outcome));
        System.exit(outcome.passed() ? 0 : 1);
    }

    static String heading(ChaosOptions options) {
        return "%nChaos with seed %d: %d clients, %d s with faults, Tomcat %s; logs in %s"
                .formatted(
                        options.seed(),
                        options.clients(),
                        options.length().toSeconds(),
                        options.tomcat(),
                        options.folder());
    }

    /** The figures, and what was found. */
    public static String report(ChaosOptions options, ChaosRun.Outcome outcome) {
        StringBuilder text = new StringBuilder(heading(options)).append("\n\n").append(outcome.figures());
        if (!outcome.diskCanBeFull()) {
            text.append("disk full: not possible here\n");
        }
        outcome.leaks()
                .forEach(leak -> text.append("left behind: ").append(leak).append('\n'));
        for (Finding.Rule rule : Finding.Rule.values()) {
            List<Finding> broken = outcome.findings().stream()
                    .filter(finding -> finding.rule() == rule)
                    .toList();
            if (!broken.isEmpty()) {
                text.append("\n%s: %s, %d times%n".formatted(rule, rule.meaning(), broken.size()));
                broken.stream()
                        .limit(MOST_TOLD)
                        .forEach(finding ->
                                text.append("  ").append(finding.text()).append('\n'));
            }
        }
        return text.toString();
    }
}
