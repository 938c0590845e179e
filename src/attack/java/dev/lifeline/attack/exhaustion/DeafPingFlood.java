package dev.lifeline.attack.exhaustion;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Frame;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.time.Duration;

/** Pings whose answers nobody reads: each answer blocks a thread of the container once the network is full. */
public final class DeafPingFlood extends SimpleAttack {

    private static final int AT_ONCE = 1_000;
    private static final int CONNECTIONS = 20;
    private static final int MOST_ROUNDS = 20_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    public DeafPingFlood() {
        super(
                "deaf Ping flood",
                "20 connections send Pings of 125 bytes as fast as they can and read nothing",
                "cut, once an answer could not be written for 2 s, or for lifeline.rate.frames");
    }

    @Override
    public void run(Field field) throws IOException, InterruptedException {
        byte[] pings = Floods.frames(Frame.of(Frame.PING, new byte[125]), AT_ONCE);
        try (Crowd crowd = Crowd.of(
                CONNECTIONS,
                number -> field.upgrade(Wire.to(field.target().port(), 4_096), field.handshake("flood-" + number)))) {
            crowd.atOnce(field, LONGEST, wire -> {
                for (int round = 0; round < MOST_ROUNDS; round++) {
                    wire.write(pings);
                    field.tally().frames(AT_ONCE);
                }
                if (!field.target().proxied()) {
                    // nginx reads on for a while where Tomcat has ended: that costs nobody anything.
                    field.tally().failed(MOST_ROUNDS * AT_ONCE + " Pings were taken");
                }
            });
        }
    }
}
