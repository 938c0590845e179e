package dev.lifeline.core.presence;

import dev.lifeline.core.protocol.Status;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Scheduler;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * What others see of each user, over all his connections. Thread-safe.
 *
 * <p>A user whose last connection ends stays visible for a grace, so that a reconnect never shows. Changes are told one
 * after the other, on the announcer's thread: nobody is told "online" after "offline" in the wrong order.
 */
public final class PresenceTracker {

    /** Users with a connection or in their grace, and those whose end of grace is still to be told. */
    private final ConcurrentHashMap<UserId, Presence> users = new ConcurrentHashMap<>();

    private final Duration grace;
    private final Scheduler scheduler;
    private final Executor announcer;
    private final BiConsumer<UserId, Status> announce;

    /**
     * @param grace how long a user without connection is still shown; zero or more
     * @param announcer runs one task at a time, in order
     * @param announce told of each change, {@link Status#ONLINE} or {@link Status#OFFLINE}
     */
    public PresenceTracker(
            Duration grace, Scheduler scheduler, Executor announcer, BiConsumer<UserId, Status> announce) {
        this.grace = grace;
        this.scheduler = scheduler;
        this.announcer = announcer;
        this.announce = announce;
    }

    /** A connection of the user opened. */
    public void connected(UserId user) {
        users.compute(user, (id, presence) -> {
            Presence present = presence == null ? new Presence() : presence;
            present.connections++;
            present.inGrace = false;
            return present;
        });
        announcer.execute(() -> tell(user));
    }

    /** A connection of the user ended. */
    public void disconnected(UserId user) {
        users.computeIfPresent(user, (id, presence) -> {
            presence.connections--;
            if (presence.connections == 0) {
                presence.inGrace = true;
                int absence = ++presence.absences;
                scheduler.schedule(grace.toNanos(), () -> endGrace(user, absence));
            }
            return presence;
        });
    }

    /** Ends the grace of that absence; one that ended by a return, or another one, is none of its business. */
    private void endGrace(UserId user, int absence) {
        users.computeIfPresent(user, (id, presence) -> {
            if (presence.absences == absence) {
                presence.inGrace = false;
            }
            return presence;
        });
        announcer.execute(() -> tell(user));
    }

    /** The user shows himself or hides; anything but {@link Status#HIDDEN} shows him. Forgotten when he leaves. */
    public void choose(UserId user, Status status) {
        users.computeIfPresent(user, (id, presence) -> {
            presence.hidden = status == Status.HIDDEN;
            return presence;
        });
        announcer.execute(() -> tell(user));
    }

    /** What others see: {@link Status#ONLINE} or {@link Status#OFFLINE}. */
    public Status seen(UserId user) {
        Presence presence = users.get(user);
        return presence != null && presence.told ? Status.ONLINE : Status.OFFLINE;
    }

    /** What the user himself chose: {@link Status#ONLINE} or {@link Status#HIDDEN}. */
    public Status chosen(UserId user) {
        Presence presence = users.get(user);
        return presence != null && presence.hidden ? Status.HIDDEN : Status.ONLINE;
    }

    /** Compares what others were told with what is so. On the announcer's thread only. */
    private void tell(UserId user) {
        Status[] news = {null};
        users.computeIfPresent(user, (id, presence) -> {
            boolean present = presence.connections > 0 || presence.inGrace;
            boolean visible = present && !presence.hidden;
            if (visible != presence.told) {
                presence.told = visible;
                news[0] = visible ? Status.ONLINE : Status.OFFLINE;
            }
            return present ? presence : null;
        });
        Status change = news[0];
        if (change != null) {
            announce.accept(user, change);
        }
    }

    /** Changed under the map's lock for its key only. */
    private static final class Presence {
        private int connections;
        private boolean inGrace;
        private int absences;
        private volatile boolean hidden;
        private volatile boolean told;
    }
}
