package dev.lifeline.attack.neighbours;

import java.util.List;

/** How long lines took from one friend to the other. Immutable. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Long> sorted;

    Latencies(List<Long> nanos) {
        this.sorted = nanos.stream().sorted().toList();
    }

    public int lines() {
        return sorted.size();
    }

    /**
     * In milliseconds; 0 without a line.
     *
     * @param part such as 0.99
     */
    public double quantile(double part) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size())) / NANOS_PER_MILLI;
    }
}
