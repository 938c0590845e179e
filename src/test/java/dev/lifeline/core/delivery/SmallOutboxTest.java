package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.protocol.Level;
import org.junit.jupiter.api.Test;

/** With the smallest outbox that the settings allow, a replay cuts nobody. */
class SmallOutboxTest extends DeliveryFixture {

    @Override
    int outboxBytes() {
        return 16 << 10;
    }

    @Override
    int outboxMessages() {
        return 16;
    }

    @Test
    void manyMessages_areReplayed() {
        for (int i = 0; i < 100; i++) {
            push("u1", number(i));
        }
        Client plain = plain("u1");
        Client back = v1("u1");
        back.welcome();
        for (int i = 0; i < 100; i++) {
            assertEquals(i, plain.nextNumber());
            assertEquals(i, back.nextNumber());
            back.acks(i + 1, 0);
        }
    }

    @Test
    void middlingMessages_areReplayed() {
        String text = "x".repeat(4_000);
        for (int i = 0; i < 10; i++) {
            push("u1", "{\"type\":\"n\",\"n\":" + i + ",\"p\":\"" + text + "\"}");
        }
        Client back = client("u1", Level.V1, "", null);
        back.welcome();
        for (int i = 0; i < 10; i++) {
            assertEquals(i, back.nextNumber());
        }
    }
}
