package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.Ending.Last;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.PathLimits;
import dev.lifeline.core.path.PathRules;
import dev.lifeline.core.path.Prober;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.Random;

/** One user's browser: connects, sleeps, comes back, and measures its path when it is asked to. */
class Device {

    /** How often an idle connection is asked whether its client should measure. */
    private static final Duration ASK = Duration.ofMinutes(5);

    /** The lowest bound of the client's back-off. */
    private static final Duration BACK_OFF = Duration.ofMillis(500);

    protected final Timeline time;
    protected final Server server;
    private final UserId user;
    private final Random random;
    private Way way;
    private PathKey path;
    private final Figures figures = new Figures();
    private final Measuring measuring;

    protected Live live;
    private Live previous;
    private Last last;
    private boolean asleep;
    private long wokeAt;
    private long connectedAt = -1;
    private long firstConnectedAt = -1;
    private int connections;

    Device(Timeline time, Server server, Random random, UserId user, PathKey path, Way way) {
        this.time = time;
        this.server = server;
        this.random = random;
        this.user = user;
        this.path = path;
        this.way = way;
        this.measuring = new Measuring(time, server, this);
    }

    UserId user() {
        return user;
    }

    Random random() {
        return random;
    }

    Figures figures() {
        return figures;
    }

    PathKey path() {
        return path;
    }

    Way way() {
        return way;
    }

    boolean asleep() {
        return asleep;
    }

    /** Whether the client beats by itself; a plain page leaves it to the server. */
    boolean beats() {
        return true;
    }

    long wokeAt() {
        return wokeAt;
    }

    final void connect() {
        if (live != null || asleep) {
            return;
        }
        connections++;
        connectedAt = time.nanoTime();
        if (firstConnectedAt < 0) {
            firstConnectedAt = connectedAt;
        }
        if (previous != null) {
            previous.cameBack(path, last);
            previous = null;
        }
        live = new Live(time, server, this, path, way);
        opened(live);
        Live asked = live;
        time.after(PathRules.DEFAULT.settled(), () -> keepAsking(asked));
    }

    /** How long it is silent on a probe that was leased for so long. */
    Duration probeSilence(Duration leased) {
        return leased;
    }

    /** For who does more than a page. */
    void opened(Live connection) {}

    private void keepAsking(Live asked) {
        if (live == asked) {
            measuring.ask(prober(), asked.openFor());
            look();
            time.after(ASK, () -> keepAsking(asked));
        }
    }

    Prober prober() {
        return new Prober(path, user, user.value() + "-" + connections);
    }

    final void lost(Live connection, Live.Lost how, Duration silence) {
        count(connection);
        measuring.stop();
        live = null;
        comeBack(
                connection,
                switch (how) {
                    case CUT -> new Last(1006, silence, null);
                    case CLOSED -> new Last(4002, silence, null);
                    case DEAD -> new Last(4002, silence, "dead");
                });
    }

    protected final void comeBack(Live from, Last words) {
        previous = from;
        last = words;
        time.after((long) (random.nextDouble() * BACK_OFF.toNanos()), this::connect);
    }

    private void count(Live connection) {
        book();
        if (connection.wasIdle() && !slept(connection)) {
            if (measuring.isPathMeasured()) {
                figures.cutsAfter++;
            } else {
                figures.cutsBefore++;
            }
        }
    }

    /** Whether the machine has slept since the connection was heard last. */
    final boolean slept(Live connection) {
        return connection.lastHeard() - wokeAt < 0;
    }

    protected final void book() {
        if (connectedAt >= 0 && live != null) {
            figures.openNanos += time.nanoTime() - connectedAt;
            connectedAt = time.nanoTime();
        }
    }

    /** Its network changes: what was open hears nothing more, and the client soon finds that out. */
    final void move(PathKey to, Way by) {
        Live left = live;
        if (left != null) {
            book();
            measuring.stop();
            live = null;
            left.vanish(false);
            Duration silence = Duration.ofNanos(time.nanoTime() - left.lastHeard());
            comeBack(left, new Last(4002, silence, "dead"));
        }
        path = to;
        way = by;
    }

    final void sleep() {
        book();
        connectedAt = -1;
        asleep = true;
    }

    final void wake() {
        asleep = false;
        wokeAt = time.nanoTime();
        connectedAt = wokeAt;
        if (live != null) {
            live.wake();
        } else {
            connect();
        }
    }

    final void ended() {
        book();
        look();
        figures.safe = server.limits().estimate(path, user).safe();
    }

    /** Notes when the interval first fits. */
    void look() {
        PathLimits limits = server.limits();
        Duration interval = limits.interval(path, user);
        Duration ideal = way.limit().compareTo(Scenario.LONGEST) < 0 ? way.limit() : Scenario.LONGEST;
        boolean fits = interval.compareTo(way.limit()) < 0
                && interval.multipliedBy(135).compareTo(ideal.multipliedBy(100)) >= 0;
        if (fits && figures.rightAfter == null) {
            figures.rightAfter = Duration.ofNanos(time.nanoTime() - firstConnectedAt);
        }
    }
}
