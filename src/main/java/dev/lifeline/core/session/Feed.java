package dev.lifeline.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far one connection has been given its user's streams. Thread-safe.
 *
 * <p>It begins by reading the store, page by page, each when the client has room for it; once nothing is left it goes
 * live, and new messages come straight. Invariant: what is handed to the outbox rises in each stream, whoever hands it,
 * so nothing is doubled or overtaken. A new message that comes while the store is still being read is only noted: it is
 * in the store.
 */
public final class Feed {

    /** Messages that a client acknowledges at once; up to twice as many are on the way before the next page is read. */
    static final int WINDOW = 32;

    /** Lines whose arrival is to be told to their senders; older ones are forgotten where a client acknowledges none. */
    static final int MAX_RECEIPTS = 1_000;

    /** Messages stored while the store is read that the client is not to get; it gets again what is beyond. */
    static final int MAX_NOT_FOR_IT = 1_000;

    /** Who is to be told that a line has arrived. */
    public record Line(long seq, UserId from, String cid) {}

    private enum Stage {
        READING,
        PAUSED,
        LIVE
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Outbox outbox;
    private final boolean acknowledges;

    @GuardedBy("lock")
    private Stage stage = Stage.READING;

    /** Where reading goes on: past all that was handed over, and past gaps. */
    @GuardedBy("lock")
    private Position given = new Position("", 0, 0);

    /** The last messages that were handed over: what a client can acknowledge, since it sees no gaps. */
    @GuardedBy("lock")
    private Position sent = given;

    @GuardedBy("lock")
    private Position taken = given;

    /** Behind the message that was {@link #WINDOW} to twice as many messages before the last one. */
    @GuardedBy("lock")
    private Position olderMark = given;

    @GuardedBy("lock")
    private Position newerMark = given;

    @GuardedBy("lock")
    private int sinceMark;

    /** Whether the client is to be told once nothing is left to be read. */
    @GuardedBy("lock")
    private boolean behind;

    /** The newest that passed by while the store was read. */
    @GuardedBy("lock")
    private long passedSeq;

    @GuardedBy("lock")
    private long passedAll;

    /** Numbers of messages that passed by and are not to be given when they are read, rising. */
    @GuardedBy("lock")
    private final ArrayDeque<Long> notForIt = new ArrayDeque<>(0);

    @GuardedBy("lock")
    private final ArrayDeque<Line> untold = new ArrayDeque<>(0);

    Feed(Outbox outbox, Level level) {
        this.outbox = outbox;
        this.acknowledges = level == Level.V1;
    }

    /**
     * Sets where the client stands, before anything is given.
     *
     * @param newest of each stream; where it is beyond, {@link #caughtUp} tells when the client is there
     */
    public void begin(Position position, Position newest) {
        lock.lock();
        try {
            behind = !position.covers(newest);
            given = position;
            sent = position;
            taken = position;
            olderMark = position;
            newerMark = position;
        } finally {
            lock.unlock();
        }
    }

    /** Hands over a message that was just stored, if the client is up to date. */
    Outbox.Offer live(long seq, long all, Frame frame, @Nullable Line line) {
        lock.lock();
        try {
            if (stage != Stage.LIVE) {
                passedSeq = Math.max(passedSeq, seq);
                passedAll = Math.max(passedAll, all);
                return Outbox.Offer.QUEUED;
            }
            return give(seq, all, frame, line);
        } finally {
            lock.unlock();
        }
    }

    /** Hands over a message that was read from the store. */
    Outbox.Offer replayed(long seq, long all, Frame frame, @Nullable Line line) {
        lock.lock();
        try {
            if (isNotForIt(seq)) {
                skip(seq, all);
                return Outbox.Offer.QUEUED;
            }
            return give(seq, all, frame, line);
        } finally {
            lock.unlock();
        }
    }

    /** Counts a message that was just stored as sent: the client has it already, or is not to get it. */
    void passOver(long seq) {
        lock.lock();
        try {
            if (stage == Stage.LIVE) {
                given = given.atLeast(seq, 0);
                sent = sent.atLeast(seq, 0);
            } else {
                passedSeq = Math.max(passedSeq, seq);
                if (notForIt.size() < MAX_NOT_FOR_IT) {
                    notForIt.add(seq);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Counts as sent all up to there, while the store is read: it is gone, or the client is not to get it. */
    public void skip(long seq, long all) {
        lock.lock();
        try {
            given = given.atLeast(seq, all);
            sent = sent.atLeast(seq, all);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean isNotForIt(long seq) {
        while (!notForIt.isEmpty() && notForIt.element() < seq) {
            notForIt.remove();
        }
        return !notForIt.isEmpty() && notForIt.element() == seq;
    }

    @GuardedBy("lock")
    private Outbox.Offer give(long seq, long all, Frame frame, @Nullable Line line) {
        if (seq <= given.seq() && all <= given.all()) {
            return Outbox.Offer.QUEUED;
        }
        Outbox.Offer offer = outbox.offer(frame);
        if (offer == Outbox.Offer.QUEUED || offer == Outbox.Offer.YOUR_TURN) {
            given = given.atLeast(seq, all);
            sent = sent.atLeast(seq, all);
            if (++sinceMark == WINDOW) {
                sinceMark = 0;
                olderMark = newerMark;
                newerMark = sent;
            }
            if (line != null) {
                if (untold.size() == MAX_RECEIPTS) {
                    untold.remove();
                }
                untold.add(line);
            }
        }
        return offer;
    }

    /**
     * A page was read and handed over.
     *
     * @param end where it ended, past gaps
     * @param last whether nothing followed it in the store
     * @return whether the next page is to be read now
     */
    public boolean pageDone(Position end, boolean last) {
        lock.lock();
        try {
            given = given.atLeast(end.seq(), end.all());
            if (last && passedSeq <= given.seq() && passedAll <= given.all()) {
                stage = Stage.LIVE;
                notForIt.clear();
                return false;
            }
            stage = hasRoom() ? Stage.READING : Stage.PAUSED;
            return stage == Stage.READING;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a client that began behind is up to date now; says so once. */
    public boolean caughtUp() {
        lock.lock();
        try {
            boolean news = behind && stage == Stage.LIVE;
            behind = behind && !news;
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client waits for a page and has room again; the caller then reads it. */
    public boolean resume() {
        lock.lock();
        try {
            if (stage != Stage.PAUSED || !hasRoom()) {
                return false;
            }
            stage = Stage.READING;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean hasRoom() {
        // Both bounds: how much the client has not read, in bytes, and how much it has not handled, in messages.
        return outbox.isEmpty() && (!acknowledges || taken.covers(olderMark));
    }

    /** Whether a message that is stored now would come straight. */
    public boolean isLive() {
        lock.lock();
        try {
            return stage == Stage.LIVE;
        } finally {
            lock.unlock();
        }
    }

    /** Where reading goes on. */
    public Position given() {
        lock.lock();
        try {
            return given;
        } finally {
            lock.unlock();
        }
    }

    /** The last messages that were handed over. */
    Position sent() {
        lock.lock();
        try {
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client has acknowledged all up to there. */
    boolean hasTaken(Position position) {
        lock.lock();
        try {
            return taken.covers(position);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The client has everything up to there.
     *
     * @param position more than was sent counts as what was sent
     * @return the lines that have arrived by it, oldest first
     */
    public List<Line> take(Position position) {
        lock.lock();
        try {
            taken = taken.atLeast(Math.min(position.seq(), sent.seq()), Math.min(position.all(), sent.all()));
            List<Line> arrived = new ArrayList<>();
            while (!untold.isEmpty() && untold.element().seq() <= taken.seq()) {
                arrived.add(untold.remove());
            }
            return arrived;
        } finally {
            lock.unlock();
        }
    }

    /** How far the client has acknowledged. */
    public Position taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
