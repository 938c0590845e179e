package dev.lifeline.attack;

import java.util.List;

/**
 * What came of one attack by one way.
 *
 * @param p50 of the neighbours' lines beside it, in milliseconds
 * @param quietP99 the same without an attack
 * @param failures what happened otherwise than it must; empty if all is well
 */
record Row(
        String target,
        String attack,
        long frames,
        long handshakes,
        String outcomes,
        int lines,
        double p50,
        double p99,
        double quietP99,
        Vitals.Reading before,
        Vitals.Reading after,
        double seconds,
        List<String> failures) {

    /** One line of the table. */
    String text() {
        return "| %s | %,d | %,d | %s | %,d | %.1f | %.1f | %.1f | %.1f, %.1f | %d, %d | %d, %d | %.1f |"
                .formatted(
                        attack,
                        frames,
                        handshakes,
                        failures.isEmpty() ? outcomes : "**FAILED** " + outcomes,
                        lines,
                        p50,
                        p99,
                        quietP99 == 0 ? 0 : p99 / quietP99,
                        before.heap() / 1e6,
                        after.heap() / 1e6,
                        before.threads() + before.pooled(),
                        after.threads() + after.pooled(),
                        before.descriptors(),
                        after.descriptors(),
                        seconds);
    }
}
