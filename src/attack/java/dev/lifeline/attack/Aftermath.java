package dev.lifeline.attack;

import dev.lifeline.attack.neighbours.Neighbours;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Holds that a server is after an attack what it was before. For one thread. */
final class Aftermath {

    /** For connections that have to go, and memory and descriptors with them. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Site site;
    private final Vitals vitals;
    private final Neighbours neighbours;
    private final ServerLog log;

    Aftermath(Site site, Vitals vitals, Neighbours neighbours) {
        this.site = site;
        this.vitals = vitals;
        this.neighbours = neighbours;
        this.log = site.log();
        log.surprises();
    }

    /** How many connections the server has, beside the neighbours'. */
    int strangers() {
        return site.connections() - neighbours.connections();
    }

    /** Waits until nobody but the neighbours is connected. */
    void awaitAlone() {
        Awaitility.await()
                .atMost(LONGEST_REST)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(() -> strangers() == 0);
    }

    /**
     * Waits until the server is back where it was, and tells what is left, was hurt, or was logged.
     *
     * @param connections as many as there were at a time in between
     */
    Vitals.Reading judge(Vitals.Reading before, int connections, Tally tally) {
        try {
            awaitAlone();
        } catch (ConditionTimeoutException e) {
            tally.failed(
                    site.connections() + " connections are left, " + neighbours.connections() + " are the neighbours'");
        }
        Vitals.Reading after = vitals.read();
        try {
            if (!after.isBackAt(before, connections)) {
                Awaitility.await()
                        .atMost(LONGEST_REST)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> vitals.read().isBackAt(before, connections));
                after = vitals.read();
            }
        } catch (ConditionTimeoutException e) {
            after = vitals.read();
            tally.failed("the server holds " + after.text() + "; before: " + before.text());
        }
        neighbours.troubles().forEach(trouble -> tally.failed("neighbours: " + trouble));
        log.surprises().forEach(entry -> tally.failed("in the log: " + entry));
        return after;
    }
}
