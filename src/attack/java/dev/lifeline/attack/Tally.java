package dev.lifeline.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What one attack did and what came of it. Thread-safe. */
public final class Tally {

    /** Of the failures of one attack at either end: the last ones are those of the neighbours and the server. */
    private static final int MOST_TOLD = 20;

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong handshakes = new AtomicLong();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> failures = new LinkedHashMap<>();

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
        failures.merge(what, 1L, Long::sum);
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

    /** Each with how often it happened; of very many different ones the first and the last. */
    public synchronized List<String> failures() {
        List<String> all = failures.entrySet().stream()
                .map(failure -> failure.getKey() + (failure.getValue() > 1 ? ", " + failure.getValue() + " times" : ""))
                .toList();
        if (all.size() <= 2 * MOST_TOLD) {
            return all;
        }
        List<String> told = new ArrayList<>(all.subList(0, MOST_TOLD));
        told.add("and " + (all.size() - 2 * MOST_TOLD) + " more");
        told.addAll(all.subList(all.size() - MOST_TOLD, all.size()));
        return told;
    }
}
