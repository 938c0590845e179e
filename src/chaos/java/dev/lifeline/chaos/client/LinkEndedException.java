package dev.lifeline.chaos.client;

import java.io.IOException;

/** A connection is gone, or was never made; the message is a close code, a status or a word. */
final class LinkEndedException extends IOException {

    private static final long serialVersionUID = 1;

    LinkEndedException(String how) {
        super(how);
    }
}
