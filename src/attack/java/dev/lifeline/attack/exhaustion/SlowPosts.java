package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Request;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.time.Duration;

/** Pushes without a key, whose bodies do not come. */
public final class SlowPosts extends SimpleAttack {

    /** More than a stock Tomcat has threads. */
    private static final int CONNECTIONS = 250;

    public SlowPosts() {
        super(
                "slow posts",
                "250 connections post to the push API without a key, announce a megabyte, and send a byte of it a second",
                "answered 408 by lifeline.body-timeout, by nginx 404");
    }

    @Override
    public void run(Field field) throws IOException {
        Request request = Request.of("POST", "/api/v1/push")
                .with("Host: " + field.target().host())
                .with("Content-Type: application/json")
                .with("Content-Length: 1000000")
                .body("{");
        try (Crowd crowd = Crowd.of(CONNECTIONS, number -> field.connect())) {
            for (Wire wire : crowd.wires()) {
                field.tally().handshake();
                wire.write(request.bytes());
            }
            crowd.keep(field.size().held(), Duration.ofSeconds(1), wire -> wire.write(new byte[] {' '}));
            for (Wire wire : crowd.wires()) {
                int status = wire.status();
                boolean refused = status >= 400 && status < 500;
                field.judge(refused, "answered " + status, "a post without a key");
            }
        }
    }
}
