package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** TCP connections that say nothing. */
public final class SilentConnections extends SimpleAttack {

    public SilentConnections() {
        super(
                "silent connections",
                "very many TCP connections that say nothing, and end anyhow",
                "kept for the container's connectionTimeout at most");
    }

    @Override
    public int connections(Field field) {
        return field.size().storm() / 2;
    }

    @Override
    public void run(Field field) throws IOException {
        try (Crowd crowd = Crowd.of(connections(field), number -> field.connect())) {
            LockSupport.parkNanos(field.size().held().toNanos());
            crowd.leaveAnyhow();
            field.tally().outcome("left");
        }
    }
}
