package dev.lifeline.chaos.verify;

import static dev.lifeline.chaos.verify.Finding.Rule.FALSE_RECEIPT;

import dev.lifeline.chaos.log.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a receipt says has reached the friend had reached a client of his before. */
final class Receipts {

    /** Lines of one lane to one friend that were acknowledged and are covered by no receipt yet, oldest first. */
    private final Map<String, Deque<MessageName>> open = new HashMap<>();

    private final Map<MessageName, String> friends = new HashMap<>();
    private final Set<String> reached = new HashSet<>();
    private final List<Finding> findings;

    private Receipts(List<Finding> findings) {
        this.findings = findings;
    }

    static void check(History history, List<Finding> findings) {
        Receipts receipts = new Receipts(findings);
        for (Event event : history.events()) {
            receipts.add(event, history.story(event.who()).user());
        }
    }

    private void add(Event event, String user) {
        switch (event.kind()) {
            case SEND -> {
                if (event.has("friend")) {
                    friends.put(new MessageName(user, event.text("cid")), event.text("friend"));
                }
            }
            case SENT -> {
                MessageName name = new MessageName(user, event.text("cid"));
                if (friends.containsKey(name)) {
                    openOf(name, friends.get(name)).add(name);
                }
            }
            case GOT -> reached.add(user + " " + MessageName.of(event));
            case DELIVERED -> receipt(event, user);
            default -> {}
        }
    }

    private void receipt(Event event, String user) {
        String friend = event.text("friend");
        MessageName named = new MessageName(user, event.text("cid"));
        if (!reached.contains(friend + " " + named)) {
            findings.add(new Finding(FALSE_RECEIPT, named + " has not reached " + friend + ": " + event));
        }
        Deque<MessageName> lines = openOf(named, friend);
        while (!lines.isEmpty() && lines.peek().turn() < named.turn()) {
            MessageName earlier = lines.remove();
            if (!reached.contains(friend + " " + earlier)) {
                findings.add(new Finding(FALSE_RECEIPT, earlier + " has not reached " + friend + ": " + event));
            }
        }
    }

    private Deque<MessageName> openOf(MessageName line, String friend) {
        return open.computeIfAbsent(line.from() + " " + line.lane() + " " + friend, key -> new ArrayDeque<>());
    }
}
