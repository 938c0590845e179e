package dev.lifeline.bench;

import java.nio.charset.StandardCharsets;

/**
 * Counts pushed messages and fails on the first that is not the next one. Reads both levels: one object a message, or an
 * array of objects. Not thread-safe.
 */
final class BroadcastSink implements FrameReader.TextSink {

    private enum Place {
        BEFORE,
        OBJECT,
        AFTER_OBJECT,
        AFTER
    }

    private final BenchMessage message;
    private int count;
    private boolean inArray;
    private Place place = Place.BEFORE;

    BroadcastSink(BenchMessage message) {
        this.message = message;
    }

    /** The messages that came, all in order. */
    int count() {
        return count;
    }

    @Override
    public int take(byte[] bytes, int from, int to, boolean last) {
        int at = from;
        int length = message.length();
        while (at < to && !(place == Place.OBJECT && to - at < length)) {
            switch (place) {
                case BEFORE -> {
                    inArray = bytes[at] == '[';
                    at += inArray ? 1 : 0;
                    place = Place.OBJECT;
                }
                case OBJECT -> {
                    if (!message.standsAt(bytes, at, count)) {
                        throw unexpected(bytes, at, to);
                    }
                    count++;
                    at += length;
                    place = inArray ? Place.AFTER_OBJECT : Place.AFTER;
                }
                case AFTER_OBJECT -> {
                    place = switch (bytes[at]) {
                        case ',' -> Place.OBJECT;
                        case ']' -> Place.AFTER;
                        default -> throw unexpected(bytes, at, to);
                    };
                    at++;
                }
                case AFTER -> throw unexpected(bytes, at, to);
            }
        }
        if (last) {
            if (place != Place.AFTER) {
                throw new IllegalStateException("a frame ends after message " + count + ", inside of the next");
            }
            place = Place.BEFORE;
        }
        return at;
    }

    private IllegalStateException unexpected(byte[] bytes, int from, int to) {
        return new IllegalStateException("lost, repeated or out of order: expected message " + count + ", got "
                + new String(bytes, from, Math.min(to - from, 100), StandardCharsets.UTF_8));
    }
}
