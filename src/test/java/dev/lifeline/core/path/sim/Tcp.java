package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.sim.Way.Hop;
import java.util.Arrays;

/**
 * One connection over a way. Each box on it has its own idle timer, which whatever passes starts anew. Transfer
 * takes no time: next to these silences it counts for nothing.
 */
final class Tcp {

    /** The two ends: who is told when a box in between has cut. */
    interface Ends {

        /** A FIN reached the server. */
        void serverSawEnd();

        /** A FIN reached the client. */
        void clientSawEnd();
    }

    private final Timeline time;
    private final Way way;
    private final Ends ends;
    /** What passed each box last, and the box as it was then: set anew, it counts from the next packet on. */
    private final long[] lastAt;

    private final Hop[] boxes;
    private final Timeline.Due[] cuts;
    private Timeline.Due lifetimeEnd;
    private boolean cut;
    private boolean closed;
    private boolean idle;
    private boolean aged;

    Tcp(Timeline time, Way way, Ends ends) {
        this.time = time;
        this.way = way;
        this.ends = ends;
        int hops = way.hops().size();
        this.lastAt = new long[hops];
        this.boxes = way.hops().toArray(Hop[]::new);
        this.cuts = new Timeline.Due[hops];
        Arrays.fill(lastAt, time.nanoTime());
        for (int hop = 0; hop < hops; hop++) {
            arm(hop);
        }
        if (!way.lifetime().isZero()) {
            lifetimeEnd = time.after(way.lifetime(), () -> cutAt(hops));
        }
    }

    /** A packet to the server; whether it arrived. */
    boolean up() {
        for (int hop = 0; hop < lastAt.length; hop++) {
            if (!passes(hop)) {
                return false;
            }
        }
        return !cut && !closed;
    }

    /** A packet to the client; whether it arrived. */
    boolean down() {
        for (int hop = lastAt.length - 1; hop >= 0; hop--) {
            if (!passes(hop)) {
                return false;
            }
        }
        return !cut && !closed;
    }

    /** One side has gone for good. */
    void close() {
        closed = true;
        for (Timeline.Due timer : cuts) {
            if (timer != null) {
                timer.cancel();
            }
        }
        if (lifetimeEnd != null) {
            lifetimeEnd.cancel();
        }
    }

    /** Whether a box has forgotten it for its silence. */
    boolean wasIdle() {
        return idle;
    }

    /** Whether it was ended for its age. */
    boolean wasAged() {
        return aged;
    }

    private boolean passes(int hop) {
        if (cut || closed) {
            return false;
        }
        if (hasForgotten(hop)) {
            idle = true;
            return false;
        }
        lastAt[hop] = time.nanoTime();
        Hop box = way.hops().get(hop);
        if (!box.equals(boxes[hop])) {
            boxes[hop] = box;
            if (cuts[hop] != null) {
                cuts[hop].cancel();
            }
            arm(hop);
        }
        return true;
    }

    private boolean hasForgotten(int hop) {
        Hop box = boxes[hop];
        return box.silent() && time.nanoTime() - lastAt[hop] >= box.limit().toNanos();
    }

    private void arm(int hop) {
        Hop box = boxes[hop];
        if (!box.silent()) {
            cuts[hop] = time.after(lastAt[hop] + box.limit().toNanos() - time.nanoTime(), () -> idle(hop));
        }
    }

    private void idle(int hop) {
        long left = lastAt[hop] + boxes[hop].limit().toNanos() - time.nanoTime();
        if (left > 0) {
            arm(hop);
        } else {
            cutAt(hop);
        }
    }

    /** The box ends both its sides; what lies beyond another that has forgotten hears nothing of it. */
    private void cutAt(int hop) {
        boolean toClient = true;
        for (int nearer = hop - 1; nearer >= 0; nearer--) {
            toClient &= !hasForgotten(nearer);
        }
        boolean toServer = true;
        for (int further = hop + 1; further < lastAt.length; further++) {
            toServer &= !hasForgotten(further);
        }
        cut = true;
        idle |= hop < lastAt.length;
        aged |= hop == lastAt.length;
        close();
        if (toServer) {
            ends.serverSawEnd();
        }
        if (toClient) {
            ends.clientSawEnd();
        }
    }
}
