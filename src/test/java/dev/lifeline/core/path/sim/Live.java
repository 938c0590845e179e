package dev.lifeline.core.path.sim;

import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.path.Cause;
import dev.lifeline.core.path.ConnectionEnd;
import dev.lifeline.core.path.ConnectionEnd.Seen;
import dev.lifeline.core.path.Ending;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.Prober;
import dev.lifeline.core.protocol.CloseCode;
import java.time.Duration;
import java.util.Set;

/**
 * A live connection: the server's half decides with the real {@link HeartbeatPolicy}, the client's as the shipped
 * client does. Nothing is said on it but heartbeats, which is when proxies cut.
 */
final class Live implements Tcp.Ends {

    /** A sleeper who wakes up asks with this patience. */
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    /** A browser's timer fires a little late, never early: an interval of the limit itself comes after the cut. */
    private static final Duration TIMER_LATENESS = Duration.ofMillis(4);

    /** How the connection ended for its client. */
    enum Lost {
        /** Without a Close frame: the client sees 1006. */
        CUT,
        /** With the server's 4002. */
        CLOSED,
        /** The client gave it up. */
        DEAD
    }

    private final Timeline time;
    private final Server server;
    private final Device device;
    final PathKey path;
    private final Prober prober;
    private final Tcp tcp;
    private final long openedAt;

    private HeartbeatPolicy policy;
    private long serverHeard;
    private long pingedAt = HeartbeatPolicy.NEVER;
    private Timeline.Due serverBeat;

    /** The last byte of either side, as the server sees it, and the silence before it. */
    private long serverTraffic;

    private long silenceBefore;

    /** When it ended in the server's eyes; -1: it has not. */
    private long endedAt = -1;

    /** As the server told it; null: it has not ended in its eyes. */
    private ConnectionEnd end;

    private Duration clientInterval;
    private long clientHeard;
    private Timeline.Due clientBeat;
    private boolean left;

    Live(Timeline time, Server server, Device device, PathKey path, Way way) {
        this.time = time;
        this.server = server;
        this.device = device;
        this.path = path;
        this.prober = device.prober();
        this.openedAt = time.nanoTime();
        this.tcp = new Tcp(time, way, this);
        this.policy = new HeartbeatPolicy(server.interval(path, device.user()), Scenario.PATIENCE);
        this.clientInterval = policy.interval();
        serverHeard = serverTraffic = clientHeard = openedAt;
        server.opened(path, this);
        serverBeat = time.after(policy.silenceNanos(), this::serverBeat);
        if (device.beats()) {
            long first = (long) (device.random().nextDouble() * clientInterval.toNanos());
            clientBeat = time.after(first, this::clientPing);
        }
    }

    Duration openFor() {
        return Duration.ofNanos(time.nanoTime() - openedAt);
    }

    // ---- the server's half

    private void serverBeat() {
        HeartbeatPolicy.Beat beat = policy.due(time.nanoTime(), serverHeard, pingedAt);
        switch (beat.action()) {
            case WAIT -> {}
            case PING -> {
                pingedAt = time.nanoTime();
                device.figures().beats++;
                serverSends();
                // The browser answers by itself; its pong is heard like any frame.
                if (tcp.down() && !device.asleep()) {
                    clientHeard = time.nanoTime();
                    if (tcp.up()) {
                        serverHears();
                    }
                }
            }
            case DEAD -> {
                endForServer(Seen.server(CloseCode.UNRESPONSIVE.number()));
                if (tcp.down() && !device.asleep()) {
                    lose(Lost.CLOSED);
                }
                return;
            }
        }
        serverBeat = time.after(beat.againInNanos(), this::serverBeat);
    }

    private void serverSends() {
        silenceBefore = time.nanoTime() - serverTraffic;
        serverTraffic = time.nanoTime();
    }

    private void serverHears() {
        long silence = Math.max(time.nanoTime() - serverTraffic, silenceBefore);
        serverHeard = serverTraffic = time.nanoTime();
        silenceBefore = 0;
        server.limits().survived(path, device.user(), Duration.ofNanos(silence));
        refresh();
    }

    /** Tells the client of a new interval, on the back of what it was about to say anyway. */
    void refresh() {
        Duration interval = server.interval(path, device.user());
        if (endedAt < 0 && !interval.equals(policy.interval())) {
            policy = new HeartbeatPolicy(interval, Scenario.PATIENCE);
            serverBeat.cancel();
            serverBeat =
                    time.after(Math.max(1, serverHeard + policy.silenceNanos() - time.nanoTime()), this::serverBeat);
            serverSends();
            if (tcp.down() && !device.asleep()) {
                clientHeard = time.nanoTime();
                clientInterval = interval;
                scheduleClient();
            }
        }
    }

    private void endForServer(Seen seen) {
        if (endedAt < 0) {
            endedAt = time.nanoTime();
            end = new ConnectionEnd(
                    path,
                    device.user(),
                    seen,
                    Duration.ofNanos(endedAt - serverTraffic),
                    Duration.ofNanos(endedAt - openedAt),
                    policy.interval(),
                    Set.of());
            serverBeat.cancel();
            server.closed(path, this);
            server.probes().giveUp(prober);
            server.diagnosis().ended(end);
        }
    }

    /** The client is back by this path: what the server makes of the end. */
    void cameBack(PathKey by, Ending.Last last) {
        long now = time.nanoTime();
        Duration awayFor = Duration.ofNanos(endedAt < 0 ? -1 : now - endedAt);
        endForServer(Seen.server(CloseCode.TAKEN_OVER.number()));
        device.figures()
                .told(server.diagnosis().returned(end, by, awayFor, last).cause(), truth(), device.slept(this));
        if (server.limits().ended(path, by, device.user(), end.ending(awayFor, last))) {
            server.refresh(path);
        }
    }

    @Override
    public void serverSawEnd() {
        endForServer(Seen.cut());
    }

    /** What really ended it; null: no box on the way. */
    private Cause truth() {
        return tcp.wasIdle() ? Cause.IDLE_LIMIT : tcp.wasAged() ? Cause.LIFETIME_LIMIT : null;
    }

    // ---- the client's half

    private void scheduleClient() {
        if (clientBeat != null) {
            clientBeat.cancel();
            long due = clientHeard + clientInterval.toNanos() + TIMER_LATENESS.toNanos();
            clientBeat = time.after(due - time.nanoTime(), this::clientBeat);
        }
    }

    private void clientBeat() {
        if (time.nanoTime() - clientHeard < clientInterval.toNanos()) {
            scheduleClient();
        } else {
            clientPing();
        }
    }

    private void clientPing() {
        ask(Scenario.PATIENCE);
    }

    private void ask(Duration patience) {
        if (left || device.asleep()) {
            return;
        }
        device.figures().beats++;
        if (tcp.up()) {
            serverHears();
            serverSends();
            if (tcp.down()) {
                clientHeard = time.nanoTime();
            }
        }
        long asked = time.nanoTime();
        if (clientHeard == asked) {
            scheduleClient();
        } else {
            clientBeat = time.after(patience, () -> {
                if (!left && !device.asleep() && clientHeard - asked < 0) {
                    lose(Lost.DEAD);
                }
            });
        }
    }

    /** The machine has woken up. */
    void wake() {
        if (endedAt >= 0) {
            lose(Lost.CUT);
        } else {
            ask(PROBE_PATIENCE);
        }
    }

    @Override
    public void clientSawEnd() {
        if (!device.asleep()) {
            lose(Lost.CUT);
        }
    }

    private void lose(Lost how) {
        if (!left) {
            Duration silence = Duration.ofNanos(time.nanoTime() - clientHeard);
            left = true;
            tcp.close();
            device.lost(this, how, silence);
        }
    }

    /** The client goes without a word: its network is gone, or it lies about who cut. */
    void vanish(boolean finSent) {
        left = true;
        tcp.close();
        if (finSent) {
            serverSawEnd();
        }
    }

    /** Whether a box on the way has forgotten it for its silence, and not for its age. */
    boolean wasIdle() {
        return tcp.wasIdle();
    }

    long lastHeard() {
        return clientHeard;
    }

    Duration silence() {
        return Duration.ofNanos(time.nanoTime() - serverTraffic);
    }
}
