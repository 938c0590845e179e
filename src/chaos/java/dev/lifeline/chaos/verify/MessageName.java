package dev.lifeline.chaos.verify;

import dev.lifeline.chaos.log.Event;

/**
 * A message of the run.
 *
 * @param from the user who wrote it, or {@link #BACK_END}
 * @param cid the lane that it was sent in, a dash, and its turn there, from 1
 */
record MessageName(String from, String cid) {

    static final String BACK_END = "back-end";

    static MessageName of(Event event) {
        return new MessageName(event.text("from"), event.text("cid"));
    }

    /** One sender who sends one message after the other. */
    String lane() {
        return cid.substring(0, cid.lastIndexOf('-'));
    }

    long turn() {
        return Long.parseLong(cid.substring(cid.lastIndexOf('-') + 1));
    }

    @Override
    public String toString() {
        return from + "/" + cid;
    }
}
