package dev.lifeline.app;

import dev.lifeline.core.limits.Rate;
import dev.lifeline.json.StrictJson;

/**
 * What clients may send and have waiting. Immutable.
 *
 * @param messages how fast one client may talk
 * @param frames how fast its frames may come, of any kind
 * @param bytes how fast its bytes may come
 * @param faults how often it may be refused
 * @param maxJsonDepth how deep its messages may be nested
 * @param maxBacklog the most bytes that may wait for all connections together
 */
record RateConfig(Rate messages, Rate frames, Rate bytes, Rate faults, int maxJsonDepth, long maxBacklog) {

    /**
     * Seconds' worth of messages and frames that may come at once. A client that comes back sends up to 1,000 unanswered
     * messages again, and a few of its own.
     */
    private static final int BURST_SECONDS = 30;

    /** Seconds' worth of bytes that may come at once. */
    private static final int BYTE_BURST_SECONDS = 10;

    private static final int MOST = 1_000_000;

    /** @param maxMessageBytes may come at once in any case */
    static RateConfig read(SettingReader reader, int maxMessageBytes) {
        int messages = reader.number(Setting.RATE_MESSAGES, 1, MOST);
        int frames = reader.number(Setting.RATE_FRAMES, 1, MOST);
        int bytes = reader.size(Setting.RATE_BYTES, 1 << 10, 64 << 20);
        int faults = reader.number(Setting.RATE_FAULTS, 1, MOST);
        return new RateConfig(
                Rate.perSecond(messages, (long) messages * BURST_SECONDS),
                Rate.perSecond(frames, (long) frames * BURST_SECONDS),
                Rate.perSecond(bytes, Math.max((long) bytes * BYTE_BURST_SECONDS, maxMessageBytes)),
                Rate.perMinute(faults, faults),
                reader.number(Setting.MAX_JSON_DEPTH, 3, StrictJson.MAX_PAGES_DEPTH),
                reader.sizeOrShareOfHeap(Setting.BACKLOG_MAX_BYTES, 1 << 20, 90));
    }
}
