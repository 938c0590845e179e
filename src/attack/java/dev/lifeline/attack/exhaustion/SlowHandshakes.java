package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Handshakes a byte at a time. */
public final class SlowHandshakes extends SimpleAttack {

    public SlowHandshakes() {
        super(
                "slow handshakes",
                "many connections send a handshake, a byte of it a second, and end anyhow",
                "no answer");
    }

    @Override
    public void run(Field field) throws IOException {
        byte[] request = field.handshake(Field.MALLORY).bytes();
        try (Crowd crowd = Crowd.of(field.size().crowd(), number -> field.connect())) {
            AtomicInteger written = new AtomicInteger();
            int left = crowd.keep(
                    field.size().held(),
                    Duration.ofSeconds(1),
                    wire -> wire.write(new byte[] {
                        request[written.getAndIncrement() / field.size().crowd() % request.length]
                    }));
            for (int i = 0; i < field.size().crowd(); i++) {
                field.tally().handshake();
                field.tally().outcome(i < left ? "waited for" : "ended");
            }
            crowd.leaveAnyhow();
        }
    }
}
