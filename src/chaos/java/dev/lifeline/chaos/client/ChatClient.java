package dev.lifeline.chaos.client;

import com.google.gson.JsonObject;
import dev.lifeline.chaos.log.EventLog;
import dev.lifeline.chaos.log.Kind;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One client on a thread of its own: connects, beats, acknowledges, talks, comes back, and suffers what it is told. */
final class ChatClient implements Runnable, Inbox.Control {

    private static final int POLL_MS = 20;

    /** Of the server's own word for when to come back: a run has no hours. */
    private static final long MOST_AFTER_MS = 1_000;

    private static final int PAUSE_AFTER_REFUSAL_MS = 1_000;

    private final Identity identity;
    private final Place place;
    private final Unanswered unanswered = new Unanswered();
    private final Inbox inbox;
    private final Talk talk;
    private final Backoff backoff;
    private final EventLog log;
    private final int port;
    private final LinkedBlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
    private final Abandoned abandoned;

    private Link link;
    private Pulse pulse;
    private boolean welcomed;
    private boolean quiet;
    private boolean ended;
    private long comeBackAt;
    private long stoppedUntil;
    private long writeAfter;
    private long byeAfter = -1;

    /** Since when it is not up to date; 0 if it is. */
    private long behindSince;

    private long targetSeq;
    private long targetAll;

    /** @param place where it stands: an unknown one for a page that was just opened */
    ChatClient(Identity identity, Place place, Talk talk, Random random, EventLog log, int port) {
        this.identity = identity;
        this.place = place;
        this.talk = talk;
        this.backoff = new Backoff(random);
        this.log = log;
        this.port = port;
        this.abandoned = new Abandoned(identity.name(), log);
        this.inbox = new Inbox(identity, place, unanswered, log, this);
        log.add(identity.name(), Kind.CLIENT, "user", identity.user());
    }

    Identity identity() {
        return identity;
    }

    /** Runs on the client's thread, soon. */
    void order(Runnable order) {
        orders.add(order);
    }

    @Override
    public void run() {
        behindSince = now();
        try {
            while (!ended) {
                Runnable order = orders.poll();
                if (order != null) {
                    order.run();
                } else {
                    step();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.add(identity.name(), Kind.ALTERED, "from", "checker", "cid", "none-0", "error", e);
            e.printStackTrace();
        }
    }

    private void step() throws InterruptedException {
        long now = now();
        if (now < stoppedUntil) {
            idle();
            return;
        }
        if (!quiet && !unanswered.isFull()) {
            Unanswered.Line line = talk.next(now);
            if (line != null) {
                inbox.wrote(line.cid());
                unanswered.add(line);
            }
        }
        if (link == null && now < comeBackAt) {
            idle();
            return;
        }
        try {
            if (link == null) {
                connect();
            }
            live();
        } catch (IOException e) {
            lost(e instanceof LinkEndedException ? e.getMessage() : e.getClass().getSimpleName());
        }
    }

    private void idle() throws InterruptedException {
        Runnable order = orders.poll(POLL_MS, TimeUnit.MILLISECONDS);
        if (order != null) {
            order.run();
        }
    }

    private void connect() throws IOException {
        if (place.isKnown()) {
            // A position says as much as an acknowledgement.
            log.add(identity.name(), Kind.ACK, "seq", place.seq(), "all", place.all());
        }
        link = Link.open(port, identity.path() + place.query());
        // Until the welcome says otherwise.
        pulse = new Pulse(5_000, 5_000, now());
    }

    private void live() throws IOException, InterruptedException {
        String text = null;
        if (link.isFrozen()) {
            idle();
        } else {
            text = link.read(POLL_MS);
        }
        long now = now();
        if (text != null) {
            pulse.heard(now);
            inbox.receive(text, now);
        }
        switch (pulse.due(now)) {
            case PING -> link.send("ping");
            case DEAD -> throw new LinkEndedException("silence");
            case NOTHING -> {}
        }
        if (!welcomed) {
            return;
        }
        if (now >= writeAfter) {
            for (Unanswered.Line line : unanswered.toWrite()) {
                log.add(identity.name(), Kind.SEND, "cid", line.cid(), line.group() ? "group" : "friend", line.to());
                link.send(line.frame());
            }
        }
        if (place.ackDue(now)) {
            log.add(identity.name(), Kind.ACK, "seq", place.seq(), "all", place.all());
            link.send("{\"type\":\"ack\",\"seq\":" + place.seq() + ",\"all\":" + place.all() + "}");
            place.acknowledged();
        }
        if (behindSince > 0 && place.reached(targetSeq, targetAll) && !link.isFrozen()) {
            log.add(identity.name(), Kind.RECOVERED, "ms", now - behindSince);
            behindSince = 0;
        }
    }

    @Override
    public void welcomed(JsonObject welcome) {
        JsonObject newest = welcome.getAsJsonObject("position");
        JsonObject heartbeat = welcome.getAsJsonObject("heartbeat");
        targetSeq = newest.get("seq").getAsLong();
        targetAll = newest.get("all").getAsLong();
        pulse = new Pulse(
                heartbeat.get("interval").getAsLong(), heartbeat.get("patience").getAsLong(), now());
        unanswered.newConnection();
        backoff.connected();
        welcomed = true;
        abandoned.welcomed(now());
    }

    @Override
    public void bye(long after) {
        byeAfter = Math.min(after, MOST_AFTER_MS);
    }

    @Override
    public void refusedForNow() {
        writeAfter = now() + PAUSE_AFTER_REFUSAL_MS;
    }

    private void lost(String code) {
        log.add(identity.name(), Kind.LOST, "code", code);
        long now = now();
        behindSince = behindSince == 0 ? now : behindSince;
        comeBackAt = now + (byeAfter >= 0 ? byeAfter : backoff.next());
        drop();
    }

    /** The connection is not this client's any more; a frozen one stays half-open until the end. */
    private void drop() {
        if (link != null && link.isFrozen()) {
            abandoned.add(link);
        } else if (link != null) {
            try {
                link.close();
            } catch (IOException e) {
                // Gone already.
            }
        }
        link = null;
        welcomed = false;
        byeAfter = -1;
    }

    void reset() {
        if (link != null && !link.isFrozen()) {
            try {
                link.reset();
            } catch (IOException e) {
                // Gone already.
            }
            lost("reset");
        }
    }

    void freeze() {
        if (link != null && !link.isFrozen()) {
            link.freeze();
            behindSince = behindSince == 0 ? now() : behindSince;
        }
    }

    /** The connection is half-open, and the client knows: it comes back while the server still has the other one. */
    void changeNetwork() {
        if (welcomed && !link.isFrozen()) {
            freeze();
            abandoned.leave(link, now());
            lost("switched");
            comeBackAt = now();
        }
    }

    /** Neither reads nor writes nor notices anything for a while, as a suspended process. */
    void stop(long millis) {
        stoppedUntil = now() + millis;
    }

    /** Leaves, and comes back with its position. */
    void away(long millis) {
        leave();
        comeBackAt = now() + millis;
        behindSince = comeBackAt;
    }

    private void leave() {
        if (link != null) {
            try {
                link.leave();
            } catch (IOException e) {
                // Gone already.
            }
            drop();
        }
    }

    /** Writes nothing new; what is unanswered is still sent again. */
    void quiet() {
        quiet = true;
    }

    /** Copies its position, as a duplicated tab does. */
    Place copyOfPlace() {
        return Place.copyOf(place);
    }

    /** Ends as a closed tab, which is owed nothing from then on. */
    void close() {
        end();
        log.add(identity.name(), Kind.LEFT);
    }

    /** Ends with the run. */
    void end() {
        leave();
        ended = true;
        abandoned.buryAll();
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
