package dev.lifeline.attack;

import dev.lifeline.attack.neighbours.Latencies;
import dev.lifeline.attack.neighbours.Neighbours;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** All attacks of a run, one after the other, each beside the neighbours and with a look at the server after it. */
public final class AttackRun {

    /** For the server's compiler: the first lines of a fresh one are slow. */
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private final AttackOptions options;
    private final Passes passes = new Passes();
    private final Report report;

    public AttackRun(AttackOptions options) {
        this.options = options;
        this.report = new Report("Attacks with seed " + options.seed());
    }

    /** Runs all and leaves the report in the folder, whatever happens. */
    public Report run() throws IOException, InterruptedException {
        AttackOptions.clear(options.folder());
        try {
            for (Plan plan : options.plans()) {
                try (Site site = Site.start(plan.tomcat(), options.war(), options.folder())) {
                    attack(site, "Tomcat " + plan.tomcat(), site.direct(), plan.direct());
                    attack(site, "nginx and Tomcat " + plan.tomcat(), site.proxied(), plan.proxied());
                }
            }
        } finally {
            report.write(options.folder().resolve("report.md"));
        }
        return report;
    }

    private void attack(Site site, String title, Target target, List<Attack> all)
            throws IOException, InterruptedException {
        List<Attack> attacks = all.stream()
                .filter(attack -> options.only().matcher(attack.name()).find())
                .toList();
        if (attacks.isEmpty()) {
            return;
        }
        try (Vitals vitals = site.vitals();
                Neighbours neighbours = Neighbours.at(target, passes)) {
            Aftermath aftermath = new Aftermath(site, vitals, neighbours);
            aftermath.awaitAlone();
            pass(WARM_UP);
            neighbours.latencies();
            pass(options.size().quiet());
            Latencies quiet = neighbours.latencies();
            Vitals.Reading before = vitals.read();
            for (Attack attack : attacks) {
                Row row = attack(site, title, target, attack, quiet, before, neighbours, aftermath);
                report.add(row);
                before = row.after();
            }
        }
    }

    private Row attack(
            Site site,
            String title,
            Target target,
            Attack attack,
            Latencies quiet,
            Vitals.Reading before,
            Neighbours neighbours,
            Aftermath aftermath) {
        Tally tally = new Tally();
        neighbours.latencies();
        long start = System.nanoTime();
        try {
            attack.run(new Field(target, options.size(), passes, site.backEnd(), options.seed(), tally));
        } catch (Exception e) {
            tally.failed("the attack ended with " + e + " at " + e.getStackTrace()[0]);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        try {
            neighbours.awaitRound();
        } catch (ConditionTimeoutException e) {
            tally.failed("neighbours: some are not answered any more");
        }
        Latencies beside = neighbours.latencies();
        Vitals.Reading after = aftermath.judge(before, tally);
        return new Row(
                title,
                attack.name(),
                tally.frames(),
                tally.handshakes(),
                tally.outcomes(),
                beside.lines(),
                beside.quantile(0.5),
                beside.quantile(0.99),
                quiet.quantile(0.99),
                before,
                after,
                seconds,
                tally.failures());
    }

    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
    }
}
