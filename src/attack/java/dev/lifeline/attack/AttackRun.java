package dev.lifeline.attack;

import dev.lifeline.attack.neighbours.Latencies;
import dev.lifeline.attack.neighbours.Neighbours;
import dev.lifeline.rig.Folders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
        Folders.makeEmpty(options.folder());
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
        Deque<Attack> attacks = new ArrayDeque<>(all.stream()
                .filter(attack -> options.only().matcher(attack.name()).find())
                .toList());
        try (Vitals vitals = site.vitals()) {
            while (!attacks.isEmpty()) {
                // Whom an attack hurt is no witness for the next one: others come.
                try (Neighbours neighbours = Neighbours.at(target, passes)) {
                    attack(site, vitals, neighbours, title, target, attacks);
                }
            }
        }
    }

    /** Goes on until all attacks are over, or one has hurt the neighbours. */
    private void attack(
            Site site, Vitals vitals, Neighbours neighbours, String title, Target target, Deque<Attack> attacks) {
        Aftermath aftermath = new Aftermath(site, vitals, neighbours);
        try {
            aftermath.awaitAlone();
        } catch (ConditionTimeoutException e) {
            report.failed(title + ": " + aftermath.strangers() + " connections never go, which leaves out "
                    + attacks.size() + " attacks");
            attacks.clear();
        }
        pass(WARM_UP);
        neighbours.latencies();
        pass(options.size().quiet());
        Latencies quiet = neighbours.latencies();
        Vitals.Reading before = vitals.read();
        while (!attacks.isEmpty() && neighbours.troubles().isEmpty()) {
            Attack attack = attacks.remove();
            Tally tally = new Tally();
            Field field = new Field(
                    target, options.size(), passes, site.backEnd(), aftermath::strangers, options.seed(), tally);
            neighbours.latencies();
            long start = System.nanoTime();
            run(attack, field);
            double seconds = (System.nanoTime() - start) / 1e9;
            try {
                neighbours.awaitRound();
            } catch (ConditionTimeoutException e) {
                tally.failed("neighbours: some are not answered any more");
            }
            Latencies beside = neighbours.latencies();
            Vitals.Reading after = aftermath.judge(before, attack.connections(field), tally);
            report.add(new Row(title, attack.name(), tally, beside, quiet, before, after, seconds));
            before = after;
        }
    }

    private static void run(Attack attack, Field field) {
        try {
            attack.run(field);
        } catch (Exception e) {
            field.tally().failed("the attack ended with " + e + " at " + e.getStackTrace()[0]);
        }
    }

    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
    }
}
