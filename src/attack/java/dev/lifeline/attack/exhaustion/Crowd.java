package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Many connections of one attack. For one thread; closes all, whatever became of them. */
final class Crowd implements AutoCloseable {

    private final List<Wire> wires = new ArrayList<>();

    /** Makes one connection. */
    @FunctionalInterface
    interface Opening {
        Wire open(int number) throws IOException;
    }

    /** Does something on one connection. */
    @FunctionalInterface
    interface Act {
        void on(Wire wire) throws IOException;
    }

    static Crowd of(int size, Opening opening) throws IOException {
        Crowd crowd = new Crowd();
        try {
            for (int i = 0; i < size; i++) {
                crowd.wires.add(opening.open(i));
            }
            return crowd;
        } catch (IOException | RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    List<Wire> wires() {
        return wires;
    }

    /**
     * Does something on every connection again and again; who is cut is not asked any more.
     *
     * @param time for how long
     * @param pause between two rounds
     * @return how many were left
     */
    int keep(Duration time, Duration pause, Act act) {
        List<Wire> left = new ArrayList<>(wires);
        long end = System.nanoTime() + time.toNanos();
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            left.removeIf(wire -> !succeeds(act, wire));
            LockSupport.parkNanos(pause.toNanos());
        }
        return left.size();
    }

    /** The same until something has happened, for so long at most. */
    void keepUntil(BooleanSupplier happened, Duration most, Act act) {
        long end = System.nanoTime() + most.toNanos();
        while (!happened.getAsBoolean() && System.nanoTime() - end < 0) {
            keep(Duration.ofMillis(100), Duration.ofMillis(20), act);
        }
    }

    private static boolean succeeds(Act act, Wire wire) {
        try {
            act.on(wire);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Does something on every connection, each on a thread of its own; whose thread does not come to an end is closed.
     *
     * @param most for all
     */
    void atOnce(Field field, Duration most, Act act) throws InterruptedException, IOException {
        List<Thread> threads = new ArrayList<>();
        for (Wire wire : wires) {
            Thread thread = new Thread(() -> {
                boolean whole = succeeds(act, wire);
                field.tally().outcome(whole ? "served" : "cut");
            });
            thread.start();
            threads.add(thread);
        }
        long end = System.nanoTime() + most.toNanos();
        for (int i = 0; i < threads.size(); i++) {
            threads.get(i).join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            if (threads.get(i).isAlive()) {
                field.tally().failed("a connection came to no end within " + most.toSeconds() + " s");
                wires.get(i).close();
                threads.get(i).join();
            }
        }
    }

    /** Ends each in one of the ways in which connections end: orderly, by a reset, or half. */
    void leaveAnyhow() throws IOException {
        for (Wire wire : wires) {
            switch (ThreadLocalRandom.current().nextInt(3)) {
                case 0 -> wire.close();
                case 1 -> wire.reset();
                default -> succeeds(Wire::endOutput, wire);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }
}
