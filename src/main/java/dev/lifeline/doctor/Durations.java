package dev.lifeline.doctor;

import dev.lifeline.core.path.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How often which duration occurred, and which occurred suspiciously often. For one thread; takes 3.5 MB, however many
 * there are.
 *
 * <p>A scan statistic: the most filled windows of one second are compared with what chance puts there. The expected
 * number is the median of the windows from half the duration on or up to one and a half times it, whichever is more, so
 * neither another cluster nor a few outliers move it; its tail is Poisson's, and Bonferroni's correction is made for
 * every window that was looked at. J. I. Naus, The distribution of the size of the maximum cluster of points on a line, Journal of the American
 * Statistical Association 60 (1965), 532-538.
 */
final class Durations {

    /** The longest that is judged, in hours. */
    static final int MAX_HOURS = 24;

    /** The fewest tunnels of a cluster. */
    static final int LEAST = 5;

    /** The chance that a log without any limit shows a cluster. */
    private static final double SIGNIFICANCE = 0.001;

    /** No proxy's limit is shorter; pages that are left at once end here. */
    private static final int FIRST_SECOND = 5;

    /** How far a window's surroundings reach at least, to either side. */
    private static final int LEAST_REACH_SECONDS = 10;

    private static final int BINS_A_SECOND = 10;
    private static final int MOST_CLUSTERS = 10;

    private final int[] bins = new int[MAX_HOURS * 3_600 * BINS_A_SECOND];
    private long count;
    private long overlong;

    /**
     * Durations that occurred too often for chance.
     *
     * @param from in seconds, to a tenth
     * @param to in seconds
     * @param count how many
     * @param expected how many chance would have put there
     */
    record Cluster(double from, double to, int count, double expected) {}

    void add(double seconds) {
        int bin = (int) Math.min(seconds * BINS_A_SECOND, bins.length);
        if (bin < bins.length) {
            bins[bin]++;
            count++;
        } else {
            overlong++;
        }
    }

    /** Those that count. */
    long count() {
        return count;
    }

    /** Those of more than {@link #MAX_HOURS}, which do not count. */
    long overlong() {
        return overlong;
    }

    /** The clusters, the largest first; ten at most. */
    List<Cluster> clusters() {
        List<Integer> candidates = new ArrayList<>();
        int windows = 0;
        for (int start = FIRST_SECOND * BINS_A_SECOND; start + BINS_A_SECOND <= bins.length; start++) {
            int inside = inside(start);
            windows += inside > 0 ? 1 : 0;
            if (inside >= LEAST && bins[start] > 0) {
                candidates.add(start);
            }
        }
        // The fullest first; of equal ones the earliest, whose first bin is filled.
        candidates.sort(
                Comparator.comparingInt((Integer start) -> -inside(start)).thenComparing(start -> start));
        List<Integer> taken = new ArrayList<>();
        List<Cluster> clusters = new ArrayList<>();
        for (int start : candidates) {
            boolean besideOne = taken.stream().anyMatch(other -> Math.abs(other - start) < 2 * BINS_A_SECOND);
            if (clusters.size() == MOST_CLUSTERS || besideOne) {
                continue;
            }
            double expected = expected(start);
            if (Chance.ofAtLeast(inside(start), expected) * windows < SIGNIFICANCE) {
                clusters.add(cluster(start, expected));
                taken.add(start);
            }
        }
        return clusters;
    }

    private Cluster cluster(int start, double expected) {
        int last = start + BINS_A_SECOND - 1;
        while (bins[last] == 0) {
            last--;
        }
        return new Cluster(
                start / (double) BINS_A_SECOND, (last + 1) / (double) BINS_A_SECOND, inside(start), expected);
    }

    private int inside(int start) {
        int sum = 0;
        for (int bin = start; bin < start + BINS_A_SECOND; bin++) {
            sum += bins[bin];
        }
        return sum;
    }

    /** Of the windows before and of those after it, the more: durations may begin or end anywhere. */
    private double expected(int start) {
        int reach = Math.max(start / 2, LEAST_REACH_SECONDS * BINS_A_SECOND);
        int near = 2 * BINS_A_SECOND;
        double around = Math.max(typical(start - reach, start - near), typical(start + near, start + reach));
        // Never zero: an empty neighbourhood is no proof that nothing can be there.
        return Math.max(around, 0.1);
    }

    /** The median of the windows; where most are empty, their mean without the fullest tenth. */
    private double typical(int from, int to) {
        int first = Math.max(from, 0);
        int windows = (Math.min(to, bins.length - BINS_A_SECOND) - first) / BINS_A_SECOND;
        if (windows <= 0) {
            return 0;
        }
        int[] filled = new int[windows];
        for (int window = 0; window < windows; window++) {
            filled[window] = inside(first + window * BINS_A_SECOND);
        }
        Arrays.sort(filled);
        int kept = Math.max(1, windows * 9 / 10);
        return Math.max(filled[windows / 2], Arrays.stream(filled, 0, kept).sum() / (double) kept);
    }
}
