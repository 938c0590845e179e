package dev.lifeline.chaos.verify;

import static dev.lifeline.chaos.verify.Finding.Rule.WRONG_START;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client without a position begins no later than what any client of its user acknowledged. */
final class Starts {

    private Starts() {}

    static void check(History history, List<Finding> findings) {
        Map<String, Story.Place> taken = new HashMap<>();
        for (Event event : history.events()) {
            String user = history.story(event.who()).user();
            if (event.kind() == Kind.ACK) {
                taken.putIfAbsent(user, new Story.Place(0, 0));
                taken.computeIfPresent(user, (key, known) -> known.with(event));
            } else if (event.kind() == Kind.WELCOME && !event.has("seq")) {
                // A new user's streams begin empty, and at the broadcast that is the newest then.
                Story.Place most = taken.computeIfAbsent(user, key -> new Story.Place(0, event.number("from-all")));
                if (event.number("from-seq") > most.seq() || event.number("from-all") > most.all()) {
                    findings.add(new Finding(WRONG_START, "user " + user + " acknowledged " + most + ": " + event));
                }
            }
        }
    }
}
