package dev.lifeline.doctor.live;

import dev.lifeline.doctor.Site;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What a limit of silence means beside the heartbeat's settings. Stateless. */
final class LimitRule {

    private LimitRule() {}

    static void judge(Limit limit, Site site, List<Advice> findings) {
        if (!limit.isFound() || limit.safe().compareTo(site.leastIdleLimit()) >= 0) {
            return;
        }
        boolean cuts = limit.safe().compareTo(site.longestSilence()) <= 0;
        findings.add(Advice.of(
                cuts ? Symptom.READ_TIMEOUT_CUTS : Symptom.READ_TIMEOUT_SHORT,
                LocationBlock.readTimeout(site),
                show(limit.safe()),
                show(site.longestSilence()),
                show(site.leastIdleLimit())));
    }

    static List<Advice> worstFirst(List<Advice> findings) {
        return findings.stream()
                .sorted(Comparator.comparing((Advice advice) -> advice.symptom().severity()))
                .toList();
    }

    /** Seconds, to a tenth. */
    static String show(Duration time) {
        return BigDecimal.valueOf(Math.round(time.toMillis() / 100.0), 1)
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
    }
}
