package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everybody at once, cut at once, and back at once: what a network that fails for a moment makes of good clients. */
public final class ReconnectStorm extends SimpleAttack {

    /** So many users, with several connections each. */
    private static final int USERS = 500;

    private static final Duration LONGEST = Duration.ofSeconds(120);

    public ReconnectStorm() {
        super(
                "reconnect storm",
                "8,000 clients (4,000 through nginx) connect at the same moment, are all reset, and connect again at once",
                "everyone is welcomed, both times");
    }

    @Override
    public int connections(Field field) {
        return field.target().proxied()
                ? field.size().proxiedStorm()
                : field.size().storm();
    }

    @Override
    public void run(Field field) throws IOException {
        int size = connections(field);
        List<byte[]> handshakes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            handshakes.add(field.handshake("swarm-" + i % USERS).bytes());
        }
        try (Swarm swarm = new Swarm(field.target().port(), field.tally())) {
            for (String time : List.of("first", "again")) {
                int welcomed = swarm.come(handshakes, LONGEST);
                field.judge(
                        welcomed == size,
                        time + " welcomed " + welcomed,
                        size + " clients within " + LONGEST.toSeconds() + " s");
                swarm.scatter();
            }
        }
    }
}
