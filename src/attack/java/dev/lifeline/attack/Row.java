package dev.lifeline.attack;

import dev.lifeline.attack.neighbours.Latencies;

/**
 * What came of one attack by one way.
 *
 * @param beside how long the neighbours' lines took beside it
 * @param quiet the same without an attack
 */
record Row(
        String target,
        String attack,
        Tally tally,
        Latencies beside,
        Latencies quiet,
        Vitals.Reading before,
        Vitals.Reading after,
        double seconds) {

    /** One line of the table. */
    String text() {
        double quietest = quiet.quantile(0.99);
        double p99 = beside.quantile(0.99);
        return "| %s | %,d | %,d | %s | %,d | %.1f | %.1f | %.1f | %.1f, %.1f | %d, %d | %d, %d | %.1f |"
                .formatted(
                        attack,
                        tally.frames(),
                        tally.handshakes(),
                        (tally.failures().isEmpty() ? "" : "**FAILED** ") + tally.outcomes(),
                        beside.lines(),
                        beside.quantile(0.5),
                        p99,
                        quietest == 0 ? 0 : p99 / quietest,
                        before.heap() / 1e6,
                        after.heap() / 1e6,
                        before.threads() + before.pooled(),
                        after.threads() + after.pooled(),
                        before.descriptors(),
                        after.descriptors(),
                        seconds);
    }
}
