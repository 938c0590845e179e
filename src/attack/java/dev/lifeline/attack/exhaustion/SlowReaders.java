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

    /** More than the network of one connection holds, less than a mailbox. */
    private static final int MESSAGES = 150;

    private static final int BYTES = 60_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    public SlowReaders() {
        super(
                "slow readers",
                "connections that read nothing and go on pinging while 150 messages of 60,000 bytes are pushed to each; then"
                        + " a good client of one of them comes",
                "cut, by lifeline.outbox.* or lifeline.send-timeout; the good client gets every message");
    }

    @Override
    public void run(Field field) throws IOException {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        int size = field.size().crowd() / 3;
        try (Crowd crowd = Crowd.of(
                size,
                number -> field.upgrade(Wire.to(field.target().port(), 4_096), field.handshake(user(tag, number))))) {
            for (int number = 0; number < MESSAGES; number++) {
                push(field, tag, size, number);
                crowd.keep(Duration.ofMillis(1), Duration.ZERO, wire -> ping(field, wire));
            }
            // The server gives them up at once; their network connections end when Tomcat looks after them next.
            crowd.keepUntil(() -> field.strangers().getAsInt() == 0, LONGEST, wire -> ping(field, wire));
            int left = field.strangers().getAsInt();
            field.judge(left == 0, left == 0 ? "all cut" : left + " kept", size + " who read nothing");
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
        field.send(wire, Frame.text("ping"), Frame.of(Frame.PING, new byte[4]));
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
