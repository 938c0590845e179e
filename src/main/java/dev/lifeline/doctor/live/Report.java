package dev.lifeline.doctor.live;

import dev.lifeline.doctor.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an examination. Immutable.
 *
 * @param exam its id
 * @param hop how the nearest proxy calls itself; empty where it does not, or there is none
 * @param request what arrived of its first plain request
 * @param handshake what arrived of its first handshake; null where none has
 * @param findings the worst first
 * @param attempts its connections, in the order in which they were given out
 * @param limit of silence on the way
 * @param heartbeat what the limit means for the heartbeat
 * @param block the location for nginx, with the values that fit
 */
public record Report(
        String exam,
        String hop,
        Sighting request,
        @Nullable Sighting handshake,
        List<Advice> findings,
        List<Attempt> attempts,
        Limit limit,
        Heartbeat heartbeat,
        String block) {

    /** What the limit is, in the language of a locale. */
    public String limitWhat(Locale locale) {
        Texts texts = Texts.in(locale);
        String who = hop.isEmpty() ? texts.text("live.hop") : hop;
        return texts.text(
                "live.limit." + limit.kind().name().toLowerCase(Locale.ROOT),
                List.of(who, LimitRule.show(limit.from()), LimitRule.show(limit.to())));
    }

    /** What the limit means for the heartbeat, in the language of a locale. */
    public String heartbeatWhat(Locale locale) {
        String key = limit.kind() == Limit.Kind.UNKNOWN ? "live.heartbeat.usual" : "live.heartbeat.fitted";
        return Texts.in(locale).text(key, List.of(shown(heartbeat.interval), shown(heartbeat.fitted)));
    }

    private static String shown(double seconds) {
        return LimitRule.show(Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    /**
     * The heartbeat and what it would be on this way, in seconds.
     *
     * @param interval {@code lifeline.heartbeat.interval}, until a way is known
     * @param fitted the interval that Lifeline takes on this way once it knows it; equal where nothing was found
     */
    public record Heartbeat(double interval, double fitted) {}
}
