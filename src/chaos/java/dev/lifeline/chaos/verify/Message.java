package dev.lifeline.chaos.verify;

import dev.lifeline.chaos.log.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A message that somebody wrote, and what became of it at his end. */
final class Message {

    private final MessageName name;
    private final boolean everybody;
    private final Set<String> addressees = new HashSet<>();
    private boolean acknowledged;
    private boolean delayed;

    private Message(MessageName name, boolean everybody) {
        this.name = name;
        this.everybody = everybody;
    }

    /** A line of a user's. His other clients get it too. */
    static Message line(MessageName name, Event send, Map<String, Set<String>> groups) {
        Message message = new Message(name, false);
        message.addressees.add(name.from());
        if (send.has("friend")) {
            message.addressees.add(send.text("friend"));
        } else {
            message.addressees.addAll(groups.get(send.text("group")));
        }
        return message;
    }

    static Message push(MessageName name, Event push, Map<String, Set<String>> groups) {
        Message message = new Message(name, push.has("everybody"));
        for (String user : listed(push, "users")) {
            message.addressees.add(user);
        }
        for (String group : listed(push, "groups")) {
            message.addressees.addAll(groups.get(group));
        }
        return message;
    }

    private static List<String> listed(Event push, String what) {
        return push.has(what) ? List.of(push.text(what).split(",", -1)) : List.of();
    }

    MessageName name() {
        return name;
    }

    boolean everybody() {
        return everybody;
    }

    boolean isFor(String user) {
        return everybody || addressees.contains(user);
    }

    boolean acknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
    }

    /** Whether it may have been refused while a later one of its sender was taken: their order is then open. */
    boolean delayed() {
        return delayed;
    }

    void delay() {
        if (!acknowledged) {
            delayed = true;
        }
    }
}
