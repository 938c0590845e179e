package dev.lifeline.chaos.client;

import dev.lifeline.chaos.log.EventLog;
import dev.lifeline.chaos.log.Kind;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** Connections that a client gave up without an end: half-open for as long as the server keeps them. */
final class Abandoned {

    private static final int MOST = 8;

    /** The server gives up what it has not heard for 3.2 s; the client may have been silent for 2 s of these. */
    private static final int QUICK_RETURN_MS = 700;

    private final String client;
    private final EventLog log;
    private final Queue<Link> links = new ArrayDeque<>();

    /** Those to which the client came back before the server can have noticed by itself. */
    private final Set<Link> replaced = new HashSet<>();

    private Link left;
    private long leftAt;

    Abandoned(String client, EventLog log) {
        this.client = client;
        this.log = log;
    }

    void add(Link link) {
        links.add(link);
        if (links.size() > MOST) {
            bury(links.remove());
        }
    }

    /** The client knows that this one is half-open, and comes back at once. */
    void leave(Link link, long now) {
        left = link;
        leftAt = now;
    }

    void welcomed(long now) {
        if (left != null && now - leftAt < QUICK_RETURN_MS) {
            replaced.add(left);
        }
        left = null;
    }

    void buryAll() {
        links.forEach(this::bury);
        links.clear();
    }

    private void bury(Link dead) {
        String quick = replaced.remove(dead) ? "true" : null;
        log.add(client, Kind.ABANDONED, "code", dead.fate(), "replaced", quick);
    }
}
