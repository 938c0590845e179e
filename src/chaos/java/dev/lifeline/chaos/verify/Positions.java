package dev.lifeline.chaos.verify;

import static dev.lifeline.chaos.verify.Finding.Rule.BEHIND;
import static dev.lifeline.chaos.verify.Finding.Rule.NOT_RECOVERED;
import static dev.lifeline.chaos.verify.Finding.Rule.NOT_TAKEN_OVER;
import static dev.lifeline.chaos.verify.Finding.Rule.WRONG_START;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A client that comes back is followed from where it stands, no number comes at or below that, and what it left half-open ends. */
final class Positions {

    /** Above any number: what comes before the first welcome belongs to no position. */
    private static final Story.Place UNWELCOMED = new Story.Place(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Ends of a connection that its client's return had not ended; what nginx or a crash ended says nothing. */
    private static final Set<String> LATE = Set.of("4002", "open");

    private Positions() {}

    static void check(History history, List<Finding> findings) {
        Map<String, Story.Place> places = new HashMap<>();
        for (Event event : history.events()) {
            if (event.kind() == Kind.ABANDONED && event.has("replaced") && LATE.contains(event.text("code"))) {
                findings.add(new Finding(NOT_TAKEN_OVER, event.toString()));
            }
            if (event.kind() == Kind.WELCOME) {
                welcome(event, findings);
                places.put(event.who(), new Story.Place(event.number("from-seq"), event.number("from-all")));
            } else if (event.kind() != Kind.ACK && (event.has("seq") || event.has("all"))) {
                Story.Place before = places.getOrDefault(event.who(), UNWELCOMED);
                Story.Place after = before.with(event);
                boolean behind = (event.has("seq") && event.number("seq") <= before.seq())
                        || (event.has("all") && event.number("all") <= before.all());
                if (behind) {
                    findings.add(new Finding(BEHIND, "at " + before + ": " + event));
                }
                places.put(event.who(), after);
            }
        }
    }

    private static void welcome(Event event, List<Finding> findings) {
        if (!event.text("recovered").equals("true")) {
            findings.add(new Finding(NOT_RECOVERED, event.toString()));
        } else if (event.has("seq")
                && (event.number("seq") != event.number("from-seq")
                        || event.number("all") != event.number("from-all")
                        || !event.text("epoch").equals(event.text("new-epoch")))) {
            findings.add(new Finding(WRONG_START, event.toString()));
        }
    }
}
