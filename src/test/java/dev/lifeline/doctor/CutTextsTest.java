package dev.lifeline.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.path.Cause;
import dev.lifeline.core.path.CutFinding;
import dev.lifeline.core.path.Diagnosis;
import dev.lifeline.core.path.Hop;
import dev.lifeline.core.path.Hops;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What cut connections, in words. */
class CutTextsTest {

    private static final Hops HOPS = Hops.shipped();

    private final CutTexts texts = new CutTexts();

    @Test
    void oneHop_isNamed() {
        Diagnosis told = idle(90);
        assertEquals("nginx cut this connection after 90 quiet seconds", texts.english(told));
        assertEquals("nginx 在安静 90 秒后切断了这个连接", texts.chinese(told));
    }

    @Test
    void severalHops_areNamedAsGuesses() {
        assertEquals(
                "Something on the way that cuts after 60 quiet seconds (nginx, ingress-nginx, Apache) cut this"
                        + " connection",
                texts.english(idle(60)));
    }

    @Test
    void noHop_leavesTheSilence() {
        assertEquals("Something on the way cut this connection after 77 quiet seconds", texts.english(idle(77)));
    }

    @Test
    void lifetime_isTheAge() {
        Diagnosis told =
                new Diagnosis(Cause.LIFETIME_LIMIT, Duration.ofSeconds(3), Duration.ofMillis(30_440), List.of());
        assertEquals("Something on the way cut this connection 30.4 seconds after it was opened", texts.english(told));
    }

    @Test
    void everyCause_hasItsSentence() {
        for (Cause cause : Cause.values()) {
            Diagnosis told = new Diagnosis(cause, Duration.ofSeconds(3), Duration.ofSeconds(30), List.of());
            for (String text : List.of(texts.english(told), texts.chinese(told))) {
                assertFalse(text.isBlank() || text.contains("{"), text);
            }
        }
    }

    @Test
    void finding_saysWhoAndWhatToChange() {
        CutFinding finding = finding(Cause.IDLE_LIMIT, 90, false, likely(Hop.Kind.IDLE, 90));
        assertEquals(
                "nginx cuts connections after 90 quiet seconds: 12 cuts, 7 users, by 10.0.0.7.",
                CutTexts.what(finding, Locale.ENGLISH));
        assertEquals(
                List.of(
                        "nginx: set proxy_read_timeout, which seems to be 90 s now, to 380 s or more.",
                        "Until then heartbeats stay below it by themselves."),
                CutTexts.fixes(finding, Locale.ENGLISH));
        assertTrue(CutTexts.fixes(finding, Locale.CHINA).get(0).contains("把 proxy_read_timeout 设为 380 秒"));
    }

    @Test
    void oneUsersFinding_saysSo() {
        CutFinding finding = finding(Cause.IDLE_LIMIT, 77, true, List.of());
        assertTrue(CutTexts.what(finding, Locale.ENGLISH)
                .endsWith("One user only has met it: it may be on his own line."));
        assertEquals(
                "Look for a limit of 77 s in the proxies, balancers and firewalls before the server.",
                CutTexts.fixes(finding, Locale.ENGLISH).get(0));
    }

    @Test
    void everyCauseOfAFinding_hasItsWords() {
        for (Cause cause : Cause.values()) {
            if (!cause.isOnTheWay()) {
                continue;
            }
            for (List<Hop> hops : List.of(List.<Hop>of(), HOPS.all().subList(0, 1), HOPS.all())) {
                for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINA)) {
                    CutFinding finding = finding(cause, 30, true, hops);
                    String words = CutTexts.what(finding, locale) + CutTexts.fixes(finding, locale);
                    assertFalse(words.contains("{"), words);
                }
            }
        }
        assertTrue(CutTexts.fixes(
                        finding(Cause.IDLE_LIMIT, 55, false, HOPS.like(Hop.Kind.IDLE, Duration.ofSeconds(55))),
                        Locale.ENGLISH)
                .contains("Heroku: its limit of 55 s cannot be changed."));
        assertTrue(CutTexts.fixes(finding(Cause.LIFETIME_LIMIT, 30, false, List.of()), Locale.ENGLISH)
                .contains("Until then clients come back by themselves; no heartbeat helps."));
    }

    private static Diagnosis idle(long silence) {
        return new Diagnosis(
                Cause.IDLE_LIMIT,
                Duration.ofSeconds(silence),
                Duration.ofSeconds(1_000),
                likely(Hop.Kind.IDLE, silence));
    }

    private static List<Hop> likely(Hop.Kind kind, long seconds) {
        return HOPS.likely(kind, Duration.ofSeconds(seconds), Set.of());
    }

    private static CutFinding finding(Cause cause, long typical, boolean oneUserOnly, List<Hop> hops) {
        Duration silence = Duration.ofSeconds(typical);
        return new CutFinding(
                "f1", cause, "10.0.0.7", silence, silence, silence, 12, 7, oneUserOnly, silence, silence, hops);
    }
}
