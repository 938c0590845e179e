package dev.lifeline.doctor;

import dev.lifeline.core.path.Cause;
import dev.lifeline.core.path.CutFinding;
import dev.lifeline.core.path.Diagnosis;
import dev.lifeline.core.path.Hop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What cut connections, in sentences for people. Stateless and thread-safe. */
public final class CutTexts implements Diagnosis.Words {

    /** Four fifths of it are the longest heartbeat. */
    private static final Duration ENOUGH_SILENCE = Duration.ofSeconds(380);

    private static final Duration ENOUGH_LIFETIME = Duration.ofHours(24);

    @Override
    public String english(Diagnosis diagnosis) {
        return sentence(diagnosis, Locale.ENGLISH);
    }

    @Override
    public String chinese(Diagnosis diagnosis) {
        return sentence(diagnosis, Locale.CHINESE);
    }

    private static String sentence(Diagnosis diagnosis, Locale locale) {
        Duration measure = diagnosis.cause() == Cause.IDLE_LIMIT ? diagnosis.silence() : diagnosis.lifetime();
        return Texts.in(locale)
                .text(
                        key("cause.", diagnosis.cause(), diagnosis.hops()),
                        List.of(names(diagnosis.hops()), seconds(measure)));
    }

    /** What was found, and whether one user alone has met it. */
    public static String what(CutFinding finding, Locale locale) {
        Texts texts = Texts.in(locale);
        String what = texts.text(
                key("cut.", finding.cause(), finding.hops()),
                List.of(
                        names(finding.hops()),
                        seconds(finding.typical()),
                        String.valueOf(finding.count()),
                        String.valueOf(finding.users()),
                        finding.proxy()));
        return finding.oneUserOnly() ? what + " " + texts.text("cut.one-user") : what;
    }

    /** What to change, a line for each hop that may have done it, and what happens until then. */
    public static List<String> fixes(CutFinding finding, Locale locale) {
        Texts texts = Texts.in(locale);
        if (finding.cause() == Cause.PROXY_RELOADED) {
            return List.of(texts.text("cut.fix.reload"));
        }
        boolean idle = finding.cause() == Cause.IDLE_LIMIT;
        String now = seconds(finding.typical());
        String enough = seconds(idle ? ENOUGH_SILENCE : ENOUGH_LIFETIME);
        List<String> fixes = new ArrayList<>();
        for (Hop hop : finding.hops()) {
            fixes.add(texts.text(
                    hop.isSettable() ? "cut.fix.set" : "cut.fix.fixed",
                    List.of(hop.name(), hop.setting(locale), now, enough)));
        }
        if (fixes.isEmpty()) {
            fixes.add(texts.text("cut.fix.unknown", List.of("", "", now)));
        }
        fixes.add(texts.text(idle ? "cut.fix.idle" : "cut.fix.lifetime"));
        return fixes;
    }

    private static String key(String prefix, Cause cause, List<Hop> hops) {
        if (cause != Cause.IDLE_LIMIT && cause != Cause.LIFETIME_LIMIT) {
            return prefix + cause.slug();
        }
        return prefix
                + cause.slug()
                + switch (hops.size()) {
                    case 0 -> ".unknown";
                    case 1 -> ".named";
                    default -> ".some";
                };
    }

    private static String names(List<Hop> hops) {
        return hops.stream().map(Hop::name).collect(Collectors.joining(", "));
    }

    /** To a tenth, without a zero behind the point. */
    private static String seconds(Duration duration) {
        long tenths = Math.round(duration.toMillis() / 100.0);
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
