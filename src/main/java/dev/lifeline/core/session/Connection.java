package dev.lifeline.core.session;

import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection of one user: sends without blocking, keeps itself alive, ends once. Thread-safe; no method
 * waits for the network.
 *
 * <p>Its state goes {@code OPEN → CLOSING → CLOSED} or straight to {@code CLOSED}, through {@link #move} only. Whoever
 * leaves {@code OPEN} tells the listener, once, holding no lock.
 */
public final class Connection {

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    private final String id;
    private final UserId user;
    private final Level level;
    private final Peer peer;
    private final ConnectionSettings settings;
    private final ConnectionListener listener;
    private final Client client;
    private final Outbox outbox;
    private final Feed feed;
    private final Pulse pulse;
    private final Expiry expiry;
    private final Conduct conduct;
    private final Sender sender;

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    /**
     * @param id unique on this node
     */
    public Connection(
            String id,
            UserId user,
            Level level,
            Client client,
            Peer peer,
            ConnectionSettings settings,
            ConnectionListener listener) {
        this.id = id;
        this.user = user;
        this.level = level;
        this.client = client;
        this.peer = peer;
        this.settings = settings;
        this.listener = listener;
        this.outbox = new Outbox(level, settings.limits());
        this.feed = new Feed(outbox, level);
        this.pulse = new Pulse(this, settings, outbox, feed, peer, listener);
        this.expiry = new Expiry(this, settings);
        this.conduct = new Conduct(this, settings);
        this.sender = new Sender(this, peer, settings, outbox, pulse, listener);
    }

    public String id() {
        return id;
    }

    public UserId user() {
        return user;
    }

    public Level level() {
        return level;
    }

    /** What this connection was given of its user's streams. */
    public Feed feed() {
        return feed;
    }

    /** How its client behaves. */
    public Conduct conduct() {
        return conduct;
    }

    /** Who is on this connection. */
    public Client client() {
        return client;
    }

    public boolean isOpen() {
        return state.get() == State.OPEN;
    }

    /**
     * Lets frames go out, which waited until now, and starts the heartbeat. To be called once.
     *
     * @param first goes before all that waits, or null
     */
    public void start(@Nullable Frame first) {
        pulse.start();
        if (outbox.open(first)) {
            sender.soon();
        }
    }

    /**
     * Closes the connection with {@link CloseCode#TOKEN_EXPIRED} that much later, unless this is called again before.
     *
     * @param validFor at most 292 years, the range of nanoseconds
     */
    public void expireIn(Duration validFor) {
        expiry.in(validFor);
    }

    /** How long the client's token is good for; null where it has none, or the connection has ended. */
    public @Nullable Duration validFor() {
        return expiry.left();
    }

    /** When this connection asks for a sign of life: as all do, until {@link #beat} says otherwise. */
    public HeartbeatPolicy heartbeat() {
        return pulse.policy();
    }

    /** Changes when it does; what the client was told before is for the caller to correct. */
    public void beat(HeartbeatPolicy policy) {
        pulse.follow(policy);
    }

    /** How long it has been open. */
    public Duration openFor() {
        return pulse.openFor();
    }

    /** Notes a sign of life: any frame, of any kind, from the other side. */
    public void heard() {
        pulse.heard();
    }

    /**
     * Notes the answer to a Ping.
     *
     * @param number that the Ping went out with
     */
    public void answered(long number) {
        pulse.heard();
        pulse.answered(number);
    }

    /**
     * Counts in the backlog what has waited for a while. A connection with more than its share of it is closed with
     * {@link CloseCode#OVERLOAD}. To be called again and again, by one thread.
     */
    public void weigh() {
        if (!outbox.weigh()) {
            exceeded(
                    Limit.BACKLOG,
                    CloseCode.OVERLOAD,
                    "too far behind while others are too: all together may be "
                            + settings.limits().backlog().maxBytes() + " bytes");
        }
    }

    /**
     * Queues a frame. A connection that is too far behind is closed with {@link CloseCode#OVERLOAD}.
     *
     * @return whether the frame was queued
     */
    public boolean send(Frame frame) {
        return settle(outbox.offer(frame));
    }

    /**
     * Queues a message of the user's streams that was just stored. Where the client is not up to date yet, it comes with
     * what is read from the store.
     *
     * @param seq its number in the user's stream, or 0
     * @param all its number in the stream of broadcasts, or 0
     * @param line who is to be told of its arrival, or null
     * @return whether the client gets it, now or then
     */
    public boolean deliver(long seq, long all, Frame frame, Feed.@Nullable Line line) {
        return acknowledgeable(feed.live(seq, all, frame, line));
    }

    /** Queues a message that was read from the store, in the same way. */
    public boolean replay(long seq, long all, Frame frame, Feed.@Nullable Line line) {
        return acknowledgeable(feed.replayed(seq, all, frame, line));
    }

    /** Passes over a message that was just stored and that this client has, since it wrote it, or is not to get. */
    public void passOver(long seq) {
        feed.passOver(seq);
        pulse.expectAcknowledgement();
    }

    /** Passes over all up to there while the store is read: it is gone, or this client is not to get it. */
    public void skip(long seq, long all) {
        feed.skip(seq, all);
        pulse.expectAcknowledgement();
    }

    private boolean acknowledgeable(Outbox.Offer offer) {
        pulse.expectAcknowledgement();
        return settle(offer);
    }

    private boolean settle(Outbox.Offer offer) {
        switch (offer) {
            case YOUR_TURN -> sender.soon();
            case QUEUED -> {}
            case TOO_MANY -> {
                exceeded(
                        Limit.OUTBOX_MESSAGES,
                        CloseCode.OVERLOAD,
                        "more than " + settings.limits().maxOutboxMessages() + " messages behind");
                return false;
            }
            case TOO_LARGE -> {
                exceeded(
                        Limit.OUTBOX_BYTES,
                        CloseCode.OVERLOAD,
                        "more than " + settings.limits().maxOutboxBytes() + " bytes behind");
                return false;
            }
            case CLOSED -> {
                return false;
            }
        }
        return true;
    }

    /** Answers a {@code ping}: at once on the calling thread if nothing waits, else in its turn. */
    public void pong() {
        if (!sender.now(Frame.PONG)) {
            send(Frame.PONG);
        }
    }

    /**
     * Ends the connection from this side; what still waits is dropped. Has no effect on one that has ended.
     *
     * @param reason for the other side and the log: what, the limit, the setting
     */
    public void close(CloseCode code, String reason) {
        end(code, reason);
    }

    /**
     * Ends the connection in the same way, since it took more than it may, and counts that.
     *
     * @param what was too much, in numbers
     */
    public void exceeded(Limit limit, CloseCode code, String what) {
        if (end(code, what + " (" + limit.setting() + ")")) {
            settings.limits().counts().met(limit);
        }
    }

    private boolean end(CloseCode code, String reason) {
        boolean first = move(State.CLOSING, code.number());
        if (first) {
            LOG.log(System.Logger.Level.DEBUG, () -> this + " closed by the server: " + code + ", " + reason);
            peer.close(code, reason);
        }
        return first;
    }

    /**
     * To be told when the container has seen the connection's end. Has no effect the second time.
     *
     * @param code of the client's Close frame; {@link End#NO_CLOSE_FRAME} where none came
     */
    public void closed(int code) {
        move(State.CLOSED, code);
        outbox.gone();
    }

    /**
     * The one way to change the state.
     *
     * @param code why
     * @return whether this call moved the connection out of {@code OPEN}
     */
    private boolean move(State to, int code) {
        State from = state.getAndUpdate(now -> now.compareTo(to) < 0 ? to : now);
        if (from != State.OPEN) {
            return false;
        }
        outbox.close();
        pulse.stop();
        expiry.stop();
        sender.stop();
        End.How how = to == State.CLOSING ? End.How.OURS : code == End.NO_CLOSE_FRAME ? End.How.CUT : End.How.THEIRS;
        listener.ended(this, new End(how, code, pulse.silence(), pulse.openFor()));
        return true;
    }

    /** A Pong has shown that the client has everything up to there. */
    void confirmed(Position position) {
        if (level == Level.PLAIN) {
            listener.confirmed(this, position);
        }
    }

    /** For the holder of the turn whose send ended: on with what waits, or the turn given back. */
    void goOn() {
        sender.goOn();
    }

    ConnectionLimits limits() {
        return settings.limits();
    }

    void failed(Throwable failure) {
        LOG.log(System.Logger.Level.DEBUG, () -> this + ": send failed: " + failure);
        close(CloseCode.INTERNAL_ERROR, "the connection failed while sending");
    }

    @Override
    public String toString() {
        return "connection " + id + " of " + user + " (" + level + ", " + outbox.load() + " waiting)";
    }
}
