package dev.lifeline.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one connection, and the turn to send it. Thread-safe.
 *
 * <p>Invariant: at most one holder of the turn exists. Whoever gets it (from {@link #open}, {@link #offer}, {@link
 * #claim} or {@link #claimForPing}) may talk to the peer and keeps it until {@link #next} or {@link #release} takes it
 * back.
 */
final class Outbox {

    /** The most bytes that are joined into one frame: bounds the copy, not what is sent in a row. */
    static final int MAX_JOINED_BYTES = 64 * 1024;

    /** What became of an offered frame. */
    enum Offer {
        /** Queued; somebody else holds the turn. */
        QUEUED,
        /** Queued, and the caller got the turn. */
        YOUR_TURN,
        /** Nothing was queued: too many frames wait. */
        TOO_MANY,
        /** Nothing was queued: too many bytes wait. */
        TOO_LARGE,
        /** The connection has ended. */
        CLOSED
    }

    /** What to send next: text in UTF-8, or a Ping if {@code utf8} is null. */
    @SuppressWarnings("ArrayRecordComponent") // handed from one method to the next, never compared
    record Transmission(byte @Nullable [] utf8) {
        static final Transmission PING = new Transmission(null);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final int maxBytes;
    private final int maxFrames;
    private final boolean joins;

    @GuardedBy("lock")
    private final FrameQueue frames;

    /** Taken from the start, until {@link #open}. */
    @GuardedBy("lock")
    private boolean turnTaken = true;

    @GuardedBy("lock")
    private boolean pingWanted;

    @GuardedBy("lock")
    private boolean pongQueued;

    @GuardedBy("lock")
    private boolean closed;

    Outbox(Level level, ConnectionLimits limits) {
        this.joins = level == Level.V1;
        this.maxBytes = limits.maxOutboxBytes();
        this.maxFrames = limits.maxOutboxMessages();
        this.frames = new FrameQueue(limits.backlog());
    }

    /**
     * Lets frames go out from now on.
     *
     * @param first goes before all that waits, or null
     * @return whether the caller holds the turn and has to go on
     */
    boolean open(@Nullable Frame first) {
        lock.lock();
        try {
            if (first != null && !closed) {
                frames.addFirst(first);
            }
            return release();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits; something may be under way. */
    boolean isEmpty() {
        lock.lock();
        try {
            return frames.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    Offer offer(Frame frame) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            // RFC 6455, 5.5.3, for Pongs: who asks again before he was answered gets one answer for both.
            if (frame == Frame.PONG && pongQueued) {
                return Offer.QUEUED;
            }
            // One frame always fits: a message above the bound is no sign of a slow reader.
            if (!frames.isEmpty()) {
                if (frames.size() >= maxFrames) {
                    return Offer.TOO_MANY;
                }
                if (frames.bytes() + frame.bytes() > maxBytes) {
                    return Offer.TOO_LARGE;
                }
            }
            frames.add(frame);
            pongQueued |= frame == Frame.PONG;
            return takeTurn() ? Offer.YOUR_TURN : Offer.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the caller the turn if nothing waits and nothing is under way. */
    boolean claim() {
        lock.lock();
        try {
            return !closed && frames.isEmpty() && takeTurn();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the caller the turn for a Ping if nothing waits and nothing is under way. Otherwise the Ping is wanted: {@link
     * #next} tells the holder of the turn when everything else has gone.
     */
    boolean claimForPing() {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            pingWanted = !frames.isEmpty() || !takeTurn();
            return !pingWanted;
        } finally {
            lock.unlock();
        }
    }

    /**
     * For the holder of the turn: what to send now. With null or a Ping the turn is given back: the Ping has to be
     * claimed anew.
     */
    @Nullable
    Transmission next() {
        lock.lock();
        try {
            frames.sent();
            if (!closed && !frames.isEmpty()) {
                return new Transmission(take());
            }
            boolean ping = pingWanted && !closed;
            pingWanted = false;
            turnTaken = false;
            return ping ? Transmission.PING : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * For the holder of the turn: gives it back unless something waits.
     *
     * @return whether the holder has to go on
     */
    boolean release() {
        lock.lock();
        try {
            frames.sent();
            turnTaken = !closed && (pingWanted || !frames.isEmpty());
            return turnTaken;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits; from now on nothing is accepted and no turn is given. */
    void close() {
        lock.lock();
        try {
            closed = true;
            frames.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The network has let go of what was under way, whether it was told so or not. */
    void gone() {
        lock.lock();
        try {
            frames.sent();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts in the backlog what has waited for a while.
     *
     * @return whether it was not more than this connection's share
     */
    boolean weigh() {
        lock.lock();
        try {
            return closed || frames.weigh();
        } finally {
            lock.unlock();
        }
    }

    /** Frames and bytes that wait, for messages to people. */
    String load() {
        lock.lock();
        try {
            return frames.size() + " messages, " + frames.bytes() + " bytes";
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean takeTurn() {
        boolean free = !turnTaken;
        turnTaken = true;
        return free;
    }

    @GuardedBy("lock")
    private byte[] take() {
        if (frames.peek() == Frame.PONG) {
            pongQueued = false;
        }
        return frames.take(joins, MAX_JOINED_BYTES);
    }
}
