package dev.lifeline.chaos.client;

/** The client's half of the heartbeat, on a clock in milliseconds. */
final class Pulse {

    /** What is due. */
    enum Due {
        NOTHING,
        PING,
        DEAD
    }

    private final long interval;
    private final long patience;
    private long heardAt;
    private long askedAt;

    Pulse(long interval, long patience, long now) {
        this.interval = interval;
        this.patience = patience;
        this.heardAt = now;
    }

    void heard(long now) {
        heardAt = now;
        askedAt = 0;
    }

    /** After {@code PING} the answer is waited for. */
    Due due(long now) {
        if (askedAt != 0) {
            return now - askedAt >= patience ? Due.DEAD : Due.NOTHING;
        }
        if (now - heardAt >= interval) {
            askedAt = now;
            return Due.PING;
        }
        return Due.NOTHING;
    }
}
