package dev.lifeline.chaos.verify;

import static dev.lifeline.chaos.verify.Finding.Rule.REFUSED;
import static dev.lifeline.chaos.verify.Finding.Rule.UNANSWERED;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import java.util.List;
import java.util.Set;

/** Every message and push is taken in the end: in a run nothing is refused for good. */
final class Answers {

    /** Refusals that ask for the same message again. */
    private static final Set<String> AGAIN = Set.of("unavailable", "busy");

    private Answers() {}

    static void check(History history, List<Event> run, List<Finding> findings) {
        unanswered(history, findings);
        for (Event event : history.events()) {
            if (event.kind() == Kind.REFUSED && !AGAIN.contains(event.text("code"))) {
                findings.add(new Finding(REFUSED, event.toString()));
            }
        }
        for (Event event : run) {
            if (event.kind() == Kind.PUSH_FAILED && event.text("status").startsWith("4")) {
                // A Tomcat that starts answers 404 before it has deployed the web application.
                if (!event.text("status").equals("404")) {
                    findings.add(new Finding(REFUSED, event.toString()));
                }
            }
        }
    }

    static void unanswered(History history, List<Finding> findings) {
        for (Message message : history.messages()) {
            if (!message.acknowledged() && !leftWith(history, message)) {
                findings.add(new Finding(UNANSWERED, message.name().toString()));
            }
        }
    }

    private static boolean leftWith(History history, Message message) {
        Story sender = history.story(message.name().lane());
        return sender != null && sender.left();
    }
}
