package dev.lifeline.attack.exhaustion;

import com.google.gson.JsonObject;
import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.neighbours.Voice;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** Clients that are sent much, read nothing, and show with every Ping how alive they are. */
public final class SlowReaders extends SimpleAttack {

    private static final int MESSAGES = 60;
    private static final int BYTES = 30_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    public SlowReaders() {
        super(
                "slow readers",
                "connections that read nothing and go on pinging while 60 messages of 30,000 bytes are pushed to each; then"
                        + " a good client of one of them comes",
                "cut, by lifeline.outbox.* or lifeline.send-timeout; the good client gets every message");
    }

    @Override
    public void run(Field field) throws IOException {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        int size = Math.max(20, field.size().crowd() / 5);
        try (Crowd crowd = Crowd.of(
                size,
                number -> field.upgrade(Wire.to(field.target().port(), 4_096), field.handshake(user(tag, number))))) {
            for (int number = 0; number < MESSAGES; number++) {
                push(field, tag, size, number);
                crowd.keep(Duration.ofMillis(1), Duration.ZERO, wire -> ping(field, wire));
            }
            int left = crowd.keep(LONGEST, Duration.ofMillis(50), wire -> ping(field, wire));
            if (left > 0) {
                field.tally().failed(left + " of " + size + " are still open after " + LONGEST.toSeconds() + " s");
            }
            for (int i = left; i < size; i++) {
                field.tally().outcome("cut");
            }
        }
        try (Voice good = Voice.open(field.target(), field.passes(), user(tag, 0), true)) {
            for (int number = 0; number < MESSAGES; number++) {
                good.await(tag + number);
            }
            field.tally().outcome("all messages kept");
        }
    }

    private static String user(String tag, int number) {
        return "deaf-" + tag + "-" + number;
    }

    private static void ping(Field field, Wire wire) throws IOException {
        field.send(wire, Frame.of(Frame.PING, new byte[4]));
    }

    private static void push(Field field, String tag, int size, int number) {
        StringBuilder users = new StringBuilder();
        for (int i = 0; i < size; i++) {
            users.append(i == 0 ? "'" : ",'").append(user(tag, i)).append('\'');
        }
        JsonObject message = new JsonObject();
        message.addProperty("type", "note");
        message.addProperty("cid", tag + number);
        message.addProperty("content", "x".repeat(BYTES));
        int status = field.backEnd()
                .push("{'to':{'users':[" + users + "]},'message':" + message + "}")
                .statusCode();
        if (status != 202) {
            field.tally().failed("a push was answered with " + status);
        }
    }
}
