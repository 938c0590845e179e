package dev.lifeline.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What one attack did and what came of it. Thread-safe. */
public final class Tally {

    /** Of the failures of one attack: the first ones tell enough. */
    private static final int MOST_TOLD = 20;

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong handshakes = new AtomicLong();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private long failed;

    /** Frames were sent. */
    public void frames(long number) {
        frames.addAndGet(number);
    }

    /** A handshake, or another request, was sent. */
    public void handshake() {
        handshakes.incrementAndGet();
    }

    /** Something ended this way. */
    public synchronized void outcome(String name) {
        outcomes.merge(name, 1L, Long::sum);
    }

    /** Something happened that must not happen. */
    public synchronized void failed(String what) {
        failed++;
        if (failures.size() < MOST_TOLD) {
            failures.add(what);
        }
    }

    public long frames() {
        return frames.get();
    }

    public long handshakes() {
        return handshakes.get();
    }

    /** Such as {@code closed 1002: 14, served: 3}. */
    public synchronized String outcomes() {
        return outcomes.entrySet().stream()
                .map(outcome -> outcome.getKey() + ": " + outcome.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The first ones, and how many there are. */
    public synchronized List<String> failures() {
        List<String> told = new ArrayList<>(failures);
        if (failed > failures.size()) {
            told.add("and " + (failed - failures.size()) + " more");
        }
        return told;
    }
}
