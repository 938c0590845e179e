package dev.lifeline.core.path;

/** How likely chance alone puts many into one place. Pure. */
public final class Chance {

    /** Terms that are summed at most; by then they are negligible. */
    private static final int MOST_TERMS = 1_000;

    private Chance() {}

    /**
     * The tail of Poisson's distribution: the chance of so many or more.
     *
     * @param least zero or more
     * @param mean how many are expected; positive
     */
    public static double ofAtLeast(int least, double mean) {
        if (least <= mean) {
            // The terms fall only above the mean; below it there is no surplus at all.
            return 1;
        }
        double logTerm = -mean + least * Math.log(mean);
        for (int i = 2; i <= least; i++) {
            logTerm -= Math.log(i);
        }
        double term = Math.exp(logTerm);
        double sum = 0;
        for (int i = least; i < least + MOST_TERMS && term > 0 && term > sum * 1e-12; i++) {
            sum += term;
            term *= mean / (i + 1);
        }
        return sum;
    }
}
