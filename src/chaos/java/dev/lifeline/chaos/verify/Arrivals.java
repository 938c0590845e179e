package dev.lifeline.chaos.verify;

import static dev.lifeline.chaos.verify.Finding.Rule.ALTERED;
import static dev.lifeline.chaos.verify.Finding.Rule.DOUBLED;
import static dev.lifeline.chaos.verify.Finding.Rule.LOST;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every acknowledged message at every client of its addressees, once, and at nobody else's. */
final class Arrivals {

    private Arrivals() {}

    static void check(History history, List<Finding> findings) {
        losses(history, findings);
        repeats(history, findings);
    }

    static void losses(History history, List<Finding> findings) {
        for (Story story : history.stories()) {
            if (!story.welcomed()) {
                if (!story.left()) {
                    findings.add(new Finding(LOST, story.name() + " was never welcomed"));
                }
                continue;
            }
            for (Message message : history.messages()) {
                if (message.acknowledged() && message.isFor(story.user()) && !story.has(message.name())) {
                    long number = history.number(message, story.user());
                    if (story.owed(number, message.everybody())) {
                        findings.add(new Finding(LOST, lost(message, story, number)));
                    }
                }
            }
        }
    }

    private static String lost(Message message, Story story, long number) {
        return message.name() + " never reached " + story.name() + " (user " + story.user() + "); "
                + (number == 0 ? "nobody saw its number" : "another client got it as number " + number);
    }

    private static void repeats(History history, List<Finding> findings) {
        Set<String> applied = new HashSet<>();
        for (Event event : history.events()) {
            if (event.kind() == Kind.ALTERED) {
                findings.add(new Finding(ALTERED, event.toString()));
            }
            if (event.kind() != Kind.GOT && event.kind() != Kind.REPEAT) {
                continue;
            }
            MessageName name = MessageName.of(event);
            Message message = history.message(name);
            Story story = history.story(event.who());
            if (message == null || !message.isFor(story.user())) {
                findings.add(new Finding(ALTERED, "not for user " + story.user() + ": " + event));
                continue;
            }
            long first = history.number(message, story.user());
            long number = event.number(message.everybody() ? "all" : "seq");
            if (event.kind() == Kind.GOT && !applied.add(event.who() + " " + name)) {
                findings.add(new Finding(DOUBLED, name + " reached " + event.who() + " again: " + event));
            } else if (number != first) {
                findings.add(new Finding(DOUBLED, name + " is number " + first + " and " + number + ": " + event));
            }
        }
    }
}
