package dev.lifeline.core.session;

import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.protocol.Frame;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The frames that wait for one connection, oldest first, and what was taken of them and is under way. Not thread-safe:
 * the outbox's lock guards it.
 *
 * <p>Only what two weighings in a row find is counted in the {@link Backlog}: whatever a healthy connection has waiting
 * is gone by the second, so that its messages cost no atomic operation.
 */
final class FrameQueue {

    private final Backlog backlog;
    private final ArrayDeque<Frame> frames = new ArrayDeque<>(2);
    private int bytes;

    /** How many at the head waited at the last weighing already. */
    private int seen;

    private int seenBytes;

    /** How many at the head are counted: never more than were seen. */
    private int counted;

    /** The bytes of what was taken last and is not sent yet. */
    private int underWay;

    private boolean underWaySeen;
    private int underWayCounted;

    FrameQueue(Backlog backlog) {
        this.backlog = backlog;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    int size() {
        return frames.size();
    }

    int bytes() {
        return bytes;
    }

    void add(Frame frame) {
        frames.add(frame);
        bytes += frame.bytes();
    }

    /** Puts a frame before all that waits, which counts as new then. */
    void addFirst(Frame frame) {
        uncount();
        frames.addFirst(frame);
        bytes += frame.bytes();
    }

    /** Drops what waits; what is under way stays. */
    void clear() {
        uncount();
        frames.clear();
        bytes = 0;
    }

    private void uncount() {
        Iterator<Frame> oldest = frames.iterator();
        for (; counted > 0; counted--) {
            backlog.letGo(oldest.next().shared());
        }
        seen = 0;
        seenBytes = 0;
    }

    /** What {@link #poll} takes; the queue is not empty. */
    Frame peek() {
        return frames.element();
    }

    /** Takes the oldest. */
    Frame poll() {
        Frame frame = frames.remove();
        bytes -= frame.bytes();
        if (seen > 0) {
            seen--;
            seenBytes -= frame.bytes();
        }
        if (counted > 0) {
            counted--;
            backlog.letGo(frame.shared());
        }
        return frame;
    }

    /**
     * Takes the oldest, and, where frames may be joined, as many more as fit into one array.
     *
     * @param maxJoined the most bytes of an array's elements
     * @return the bytes to send, under way from now until {@link #sent}
     */
    byte[] take(boolean joins, int maxJoined) {
        int joined = peek().bytes();
        int count = 1;
        if (joins && peek().joins()) {
            Iterator<Frame> more = frames.iterator();
            more.next();
            while (more.hasNext()) {
                Frame frame = more.next();
                if (!frame.joins() || joined + frame.bytes() > maxJoined) {
                    break;
                }
                joined += frame.bytes();
                count++;
            }
        }
        byte[] utf8 = count == 1 ? poll().utf8() : array(count, joined);
        underWay = utf8.length;
        return utf8;
    }

    /** @param joined the bytes of all elements */
    private byte[] array(int count, int joined) {
        byte[] array = new byte[joined + count + 1];
        int at = 0;
        for (int i = 0; i < count; i++) {
            array[at++] = i == 0 ? (byte) '[' : (byte) ',';
            at = poll().writeTo(array, at);
        }
        array[at] = ']';
        return array;
    }

    /** Nothing is under way any more. */
    void sent() {
        if (underWayCounted > 0) {
            backlog.remove(underWayCounted);
        }
        underWay = 0;
        underWaySeen = false;
        underWayCounted = 0;
    }

    /**
     * Counts what has waited since the last weighing.
     *
     * @return false where that would be more than this queue's share: as much as is free in all, and one frame in any
     *     case. Then nothing was counted
     */
    boolean weigh() {
        long own = seenBytes + (long) seen * Backlog.OVERHEAD + underWay;
        if (seen > counted && seen > 1 && own > backlog.free()) {
            return false;
        }
        // From the newest, which are the uncounted ones: a long queue is not walked through again.
        Iterator<Frame> newest = frames.descendingIterator();
        for (int at = frames.size(); at > counted; at--) {
            Frame frame = newest.next();
            if (at <= seen) {
                backlog.hold(frame.shared());
            }
        }
        counted = seen;
        seen = frames.size();
        seenBytes = bytes;
        if (underWaySeen && underWayCounted == 0) {
            backlog.add(underWay);
            underWayCounted = underWay;
        }
        underWaySeen = underWay > 0;
        return true;
    }
}
