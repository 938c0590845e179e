package dev.lifeline.bench;

import java.nio.charset.StandardCharsets;

/** Counts messages that all begin with the same text. Not thread-safe. */
final class TextCounter implements FrameReader.TextSink {

    private final String beginning;
    private int count;

    TextCounter(String beginning) {
        this.beginning = beginning;
    }

    int count() {
        return count;
    }

    @Override
    public int take(byte[] bytes, int from, int to, boolean last) {
        if (!last) {
            return from;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (!text.startsWith(beginning)) {
            throw new IllegalStateException("expected " + beginning + ", got " + text);
        }
        count++;
        return to;
    }
}
