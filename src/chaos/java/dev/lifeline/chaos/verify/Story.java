package dev.lifeline.chaos.verify;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import java.util.HashSet;
import java.util.Set;

/** One client from its beginning to its end: where it began, what it has, where it stands. */
final class Story {

    /** How far in each stream. */
    record Place(long seq, long all) {

        Place with(Event numbered) {
            return new Place(
                    numbered.has("seq") ? Math.max(seq, numbered.number("seq")) : seq,
                    numbered.has("all") ? Math.max(all, numbered.number("all")) : all);
        }
    }

    private final String name;
    private final String user;
    private final Set<MessageName> received = new HashSet<>();
    private Place start;
    private Place end;
    private boolean left;

    Story(String name, String user) {
        this.name = name;
        this.user = user;
    }

    void add(Event event) {
        switch (event.kind()) {
            case WELCOME -> {
                Place from = new Place(event.number("from-seq"), event.number("from-all"));
                start = start == null ? from : start;
                end = from;
            }
            case GOT -> received.add(MessageName.of(event));
            case SENT -> received.add(new MessageName(user, event.text("cid")));
            case LEFT -> left = true;
            default -> {}
        }
        if (end != null && event.kind() != Kind.ACK && event.kind() != Kind.WELCOME) {
            end = end.with(event);
        }
    }

    String name() {
        return name;
    }

    String user() {
        return user;
    }

    boolean welcomed() {
        return start != null;
    }

    boolean left() {
        return left;
    }

    boolean has(MessageName message) {
        return received.contains(message);
    }

    /**
     * Whether a message must be among what it has.
     *
     * @param number in its stream, 0 if nobody has seen it
     */
    boolean owed(long number, boolean broadcast) {
        if (number == 0) {
            return !left;
        }
        long first = broadcast ? start.all() : start.seq();
        long last = broadcast ? end.all() : end.seq();
        return number > first && (!left || number <= last);
    }
}
