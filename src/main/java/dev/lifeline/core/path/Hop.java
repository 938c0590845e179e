package dev.lifeline.core.path;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A proxy, balancer or network on the way, and one limit that it has where nobody has changed it. Published or measured
 * values; a hop whose limit was changed shows another. Immutable.
 *
 * @param name of the product
 * @param kind what is limited
 * @param least the limit, positive; the lower bound where it varies
 * @param most the upper bound, {@code least} where it does not vary
 * @param setting where it is changed, in English; {@code -}: it cannot be
 * @param settingZh the same in Chinese
 * @param mark by what the hop shows itself in a handshake; null: by nothing
 */
public record Hop(
        String name,
        Kind kind,
        Duration least,
        Duration most,
        String setting,
        String settingZh,
        @Nullable Mark mark) {

    /** How much shorter than the limit a silence may look: the last byte took its time to the hop. */
    private static final Duration EARLY = Duration.ofMillis(500);

    /** How much longer: timers are coarse, and an access log counts the handshake as well. */
    private static final Duration LATE = Duration.ofSeconds(2);

    /** What a limit is of. */
    public enum Kind {
        /** A silence; both ends are told of the end. */
        IDLE,
        /** A silence; nobody is told. */
        SILENT,
        /** A connection's age; both ends are told. */
        LIFETIME;

        /** As the table of hops and the API write it. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A header line of the handshake.
     *
     * @param header its name, in any case
     * @param text what its value holds, in any case; empty: anything
     */
    public record Mark(String header, String text) {

        boolean isIn(Function<String, List<String>> headers) {
            String wanted = text.toLowerCase(Locale.ROOT);
            return headers.apply(header).stream()
                    .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
        }
    }

    /** What {@code least} and {@code most} are where a hop that shows itself may have any limit. */
    static final Duration ANY = Duration.ofDays(3_650);

    /** Whether it may have any limit: then only its mark tells that it was this one. */
    boolean hasAnyLimit() {
        return least.equals(ANY);
    }

    /** Whether its limit can be changed. */
    public boolean isSettable() {
        return !setting.equals("-");
    }

    /** Whether its limit does not vary: only such a one makes many connections end alike. */
    public boolean isFixed() {
        return least.equals(most) && !hasAnyLimit();
    }

    /** Where its limit is changed, in the language of a locale; {@code -}: nowhere. */
    public String setting(Locale locale) {
        return locale.getLanguage().equals("zh") ? settingZh : setting;
    }

    /** Whether a silence or age looks like this limit. */
    boolean isLike(Duration silenceOrAge) {
        return silenceOrAge.compareTo(least.minus(EARLY)) >= 0 && silenceOrAge.compareTo(most.plus(LATE)) <= 0;
    }
}
