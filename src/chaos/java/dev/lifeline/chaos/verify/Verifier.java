package dev.lifeline.chaos.verify;

import dev.lifeline.chaos.log.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All rules over all logs. */
public final class Verifier {

    private final Map<String, Set<String>> groups;

    /** @param groups the members of each */
    public Verifier(Map<String, Set<String>> groups) {
        this.groups = groups;
    }

    /**
     * Checks a run that has come to rest.
     *
     * @param clients in the order in which it happened there
     * @param run pushes and faults, in order
     * @return what it found, empty if every rule was kept
     */
    public List<Finding> check(List<Event> clients, List<Event> run) {
        History history = new History(clients, run, groups);
        List<Finding> findings = new ArrayList<>();
        Arrivals.check(history, findings);
        Positions.check(history, findings);
        Starts.check(history, findings);
        Order.check(history, findings);
        Receipts.check(history, findings);
        Answers.check(history, run, findings);
        return findings;
    }

    /** Whether the run has come to rest: everything was answered, and everything that was acknowledged has arrived. */
    public boolean settled(List<Event> clients, List<Event> run) {
        History history = new History(clients, run, groups);
        List<Finding> findings = new ArrayList<>();
        Arrivals.losses(history, findings);
        Answers.unanswered(history, findings);
        return findings.isEmpty();
    }
}
