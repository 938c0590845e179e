package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.Ending.Last;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.util.Random;

/** Cuts its own connections and probes after a few seconds, again and again, and says that it was the proxy. */
final class Liar extends Device {

    private static final Duration LIE = Duration.ofSeconds(8);

    Liar(Timeline time, Server server, Random random, UserId user, PathKey path, Way way) {
        super(time, server, random, user, path, way);
    }

    @Override
    Duration probeSilence(Duration leased) {
        return LIE.compareTo(leased) < 0 ? LIE : leased;
    }

    @Override
    void opened(Live connection) {
        time.after(Duration.ofMinutes(3), () -> lie(connection));
    }

    private void lie(Live connection) {
        if (live != connection) {
            return;
        }
        if (connection.silence().compareTo(LIE) < 0) {
            time.after(LIE.minus(connection.silence()), () -> lie(connection));
            return;
        }
        book();
        Duration silence = connection.silence();
        live = null;
        connection.vanish(true);
        comeBack(connection, new Last(1006, silence, null));
    }
}
