package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However large messages are, one call of the store's thread reads few bytes, and nothing is left out. */
class LargeMessagesTest {

    private static final UserId ANNA = new UserId("anna");

    private final MvStoreMailbox mailbox = new MvStoreMailbox(
            DataStore.inMemory(() -> 0), new Retention(Duration.ofDays(7), 100, 64 << 20), () -> Instant.EPOCH);

    @Test
    void read_endsEarly_andGoesOnThere() {
        for (int i = 0; i < 10; i++) {
            var unused = mailbox.append(Post.to(List.of(ANNA), new byte[(int) Reading.MOST_BYTES - 1], 0));
        }
        Position at = new Position(mailbox.epoch(), 0, 0);
        for (int i = 0; i < 5; i++) {
            Replay.Complete page = read(at);
            assertEquals(2, page.letters().size());
            assertEquals(i == 4, page.last());
            at = page.end();
        }
        assertTrue(read(at).letters().isEmpty());
    }

    private Replay.Complete read(Position after) {
        return assertInstanceOf(
                Replay.Complete.class,
                mailbox.read(ANNA, after, 1_000).toCompletableFuture().join());
    }
}
