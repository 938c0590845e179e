package dev.lifeline.chaos.verify;

import static dev.lifeline.chaos.verify.Finding.Rule.REORDERED;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one sender wrote one after the other arrives so in each stream. */
final class Order {

    private Order() {}

    static void check(History history, List<Finding> findings) {
        Map<String, MessageName> newest = new HashMap<>();
        for (Event event : history.events()) {
            if (event.kind() != Kind.GOT) {
                continue;
            }
            MessageName name = MessageName.of(event);
            String stream = event.who() + " " + name.from() + " " + name.lane() + (event.has("all") ? " all" : " seq");
            MessageName before = newest.get(stream);
            if (before == null || before.turn() <= name.turn()) {
                newest.put(stream, name);
            } else if (history.message(name) == null || !history.message(name).delayed()) {
                findings.add(new Finding(REORDERED, name + " came to " + event.who() + " after " + before));
            }
        }
    }
}
