package dev.lifeline.chaos.verify;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all logs say together: who wrote what to whom, and every client's story. */
final class History {

    /** How long after a full disk has room again the store may still refuse. */
    private static final long AFTERMATH_MS = 5_000;

    private record Stretch(long from, long to) {
        boolean holds(long at) {
            return from <= at && at <= to;
        }
    }

    private final List<Event> events;
    private final Map<String, Set<String>> groups;
    private final List<Stretch> refusing;
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final Map<MessageName, Message> messages = new LinkedHashMap<>();

    /** The numbers of messages in the stream of a user; of broadcasts under the empty name. */
    private final Map<String, Map<MessageName, Long>> numbers = new HashMap<>();

    /**
     * Reads the logs.
     *
     * @param clients in the order in which it happened there
     * @param run pushes and faults, in order
     * @param groups the members of each
     */
    History(List<Event> clients, List<Event> run, Map<String, Set<String>> groups) {
        this.events = clients;
        this.groups = groups;
        this.refusing = refusing(run);
        run.forEach(this::addPush);
        clients.forEach(this::addClients);
    }

    private static List<Stretch> refusing(List<Event> run) {
        List<Stretch> stretches = new ArrayList<>();
        long full = Long.MAX_VALUE;
        for (Event event : run) {
            if (event.has("fault") && event.text("fault").contains("FULL")) {
                if (event.kind() == Kind.FAULT) {
                    full = event.at();
                } else {
                    stretches.add(new Stretch(full, event.at() + AFTERMATH_MS));
                    full = Long.MAX_VALUE;
                }
            }
        }
        stretches.add(new Stretch(full, Long.MAX_VALUE));
        return stretches;
    }

    private void addPush(Event event) {
        if (event.kind() == Kind.PUSH) {
            MessageName name = new MessageName(MessageName.BACK_END, event.text("cid"));
            messages.computeIfAbsent(name, key -> Message.push(key, event, groups));
        } else if (event.kind() == Kind.PUSHED) {
            messages.get(new MessageName(MessageName.BACK_END, event.text("cid")))
                    .acknowledge();
        }
    }

    private void addClients(Event event) {
        if (event.kind() == Kind.CLIENT) {
            stories.put(event.who(), new Story(event.who(), event.text("user")));
        }
        Story story = stories.get(event.who());
        story.add(event);
        switch (event.kind()) {
            case SEND -> {
                MessageName name = new MessageName(story.user(), event.text("cid"));
                Message message = messages.computeIfAbsent(name, key -> Message.line(key, event, groups));
                if (refusing.stream().anyMatch(stretch -> stretch.holds(event.at()))) {
                    message.delay();
                }
            }
            case REFUSED -> own(story, event).delay();
            case SENT -> {
                own(story, event).acknowledge();
                number(story, own(story, event).name(), event);
            }
            case GOT, REPEAT -> number(story, MessageName.of(event), event);
            default -> {}
        }
    }

    private Message own(Story story, Event event) {
        return messages.get(new MessageName(story.user(), event.text("cid")));
    }

    private void number(Story story, MessageName name, Event event) {
        if (event.has("all")) {
            numbersOf("").putIfAbsent(name, event.number("all"));
        } else if (event.has("seq")) {
            numbersOf(story.user()).putIfAbsent(name, event.number("seq"));
        }
    }

    private Map<MessageName, Long> numbersOf(String user) {
        return numbers.computeIfAbsent(user, key -> new HashMap<>());
    }

    List<Event> events() {
        return events;
    }

    Collection<Story> stories() {
        return stories.values();
    }

    Story story(String client) {
        return stories.get(client);
    }

    Collection<Message> messages() {
        return messages.values();
    }

    /** Null if nobody wrote it. */
    Message message(MessageName name) {
        return messages.get(name);
    }

    /** The first number that a message was seen with in a user's stream, or among broadcasts; 0 if nobody saw it. */
    long number(Message message, String user) {
        return numbersOf(message.everybody() ? "" : user).getOrDefault(message.name(), 0L);
    }
}
