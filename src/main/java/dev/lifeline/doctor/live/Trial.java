package dev.lifeline.doctor.live;

import dev.lifeline.core.session.SilentConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection of an examination, as both sides tell of it. Guarded by whoever holds its examination. */
final class Trial {

    final Duration silence;
    final long givenAt;

    @Nullable
    Sighting arrival;

    /** Why the gate turned it away; null where it did not. */
    @Nullable
    String refusal;

    /** What the gate calls that, such as {@code foreign-origin}. */
    String problem = "";

    @Nullable
    SilentConnection connection;

    long openedAt;

    @Nullable
    Seen seen;

    Trial(Duration silence, long givenAt) {
        this.silence = silence;
        this.givenAt = givenAt;
    }

    boolean isEcho() {
        return silence.isZero();
    }

    /** Whether nobody has told yet how it ended. */
    boolean isUnderWay() {
        return seen == null;
    }

    Attempt attempt(long now) {
        Seen told = seen;
        if (told != null) {
            return new Attempt(silence, Attempt.State.valueOf(told.result().name()), told.after());
        }
        return connection == null
                ? new Attempt(silence, Attempt.State.WAITING, Duration.ZERO)
                : new Attempt(silence, Attempt.State.SILENT, Duration.ofNanos(now - openedAt));
    }
}
