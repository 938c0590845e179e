package dev.lifeline.attack.login;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Request;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.util.List;

/** Pages of other sites with a visitor's good token, and names that somebody pointed here. */
public final class ForeignOrigins extends SimpleAttack {

    private static final int FOREIGN = 403;
    private static final int WRONG_HOST = 421;

    public ForeignOrigins() {
        super(
                "origins and hosts",
                "good tokens with foreign, null, empty and look-alike origins, and under foreign hosts; with the own origin"
                        + " and without any",
                "answered 403, and 421 for the host; the own origin and none are upgraded");
    }

    @Override
    public void run(Field field) throws IOException {
        String host = field.target().host();
        int port = field.target().port();
        Request good = field.handshake(Field.MALLORY);
        for (String origin : List.of(
                "https://evil.example",
                "http://evil.example:" + port,
                "http://" + host + ".evil.example",
                "http://evil" + host,
                "http://evil.example/" + host,
                "http://" + host + "@evil.example",
                "http://evil.example#" + host,
                "http://" + host + " http://evil.example",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "http://localhost:" + port,
                "http://2130706433:" + port,
                "http://[::1]:" + port,
                "ws://" + host,
                "file://" + host,
                "javascript://" + host,
                "//" + host,
                host,
                "null",
                "NULL",
                "*",
                "",
                "x".repeat(2_000))) {
            expect(field, "origin " + origin, FOREIGN, good.with("Origin: " + origin));
        }
        for (String foreign : List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example", "127.0.0.2")) {
            expect(field, "host " + foreign, WRONG_HOST, good.replacing("Host: " + foreign));
            expect(
                    field,
                    "host and origin " + foreign,
                    WRONG_HOST,
                    good.replacing("Host: " + foreign).with("Origin: http://" + foreign));
        }
        expect(field, "the own origin", 101, good.with("Origin: http://" + host));
        expect(field, "the own origin in capitals", 101, good.with("Origin: HTTP://" + host));
        expect(field, "no origin", 101, good);
    }

    private static void expect(Field field, String name, int status, Request request) throws IOException {
        field.tally().handshake();
        try (Wire wire = field.connect()) {
            wire.write(request.bytes());
            int answered = wire.status();
            field.judge(answered == status, "answered " + answered, name);
        }
    }
}
