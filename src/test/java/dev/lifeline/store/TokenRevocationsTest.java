package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRevocationsTest {

    private static final UserId ANN = new UserId("ann");
    private static final UserId BO = new UserId("bo");
    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_900L);

    @TempDir
    Path folder;

    private Instant wall = NOW;

    @Test
    void tokensUpToThisSecond_areRevokedAndNoOthers() {
        TokenRevocations revocations = loaded(DataStore.inMemory(() -> 0));
        assertFalse(revocations.isRevoked(ANN, null));
        revoke(revocations, ANN);
        assertTrue(revocations.isRevoked(ANN, null), "who does not say when it was issued");
        assertTrue(revocations.isRevoked(ANN, NOW.minusSeconds(9)));
        assertTrue(revocations.isRevoked(ANN, Instant.ofEpochSecond(NOW.getEpochSecond())));
        assertFalse(revocations.isRevoked(ANN, Instant.ofEpochSecond(NOW.getEpochSecond() + 1)));
        assertFalse(revocations.isRevoked(BO, null));
    }

    @Test
    void revocation_isKnownAfterARestart() {
        try (DataStore store = open()) {
            revoke(loaded(store), ANN);
        }
        wall = NOW.plus(Duration.ofHours(9));
        try (DataStore store = open()) {
            TokenRevocations revocations = loaded(store);
            assertTrue(revocations.isRevoked(ANN, NOW));
            assertFalse(revocations.isRevoked(ANN, wall));
            assertFalse(revocations.isRevoked(BO, NOW));
        }
    }

    @Test
    void whatIsTooOld_isForgotten() {
        try (DataStore store = open()) {
            TokenRevocations revocations = loaded(store);
            revoke(revocations, ANN);
            wall = NOW.plus(Duration.ofHours(2));
            revoke(revocations, BO);
        }
        wall = NOW.plus(Duration.ofDays(1)).plusSeconds(2);
        try (DataStore store = open()) {
            TokenRevocations revocations = loaded(store);
            assertFalse(revocations.isRevoked(ANN, NOW));
            assertTrue(revocations.isRevoked(BO, NOW));
            assertEquals(1, rows(store));
        }
    }

    @Test
    void clockThatIsPutBack_takesNothingBack() {
        try (DataStore store = open()) {
            TokenRevocations revocations = loaded(store);
            revoke(revocations, ANN);
            wall = NOW.minusSeconds(100);
            revoke(revocations, ANN);
            assertTrue(revocations.isRevoked(ANN, NOW));
        }
        try (DataStore store = open()) {
            assertTrue(loaded(store).isRevoked(ANN, NOW));
        }
    }

    @Test
    void oneMoreThanTheMost_isRefusedAndNobodyForgotten() {
        DataStore store = DataStore.inMemory(() -> 0);
        TokenRevocations revocations = loaded(store);
        store.run(
                        tables -> {
                            for (int i = 0; i < TokenRevocations.MOST; i++) {
                                tables.revocations.put("x" + i, NOW.getEpochSecond());
                            }
                            return 0;
                        },
                        Function.identity())
                .toCompletableFuture()
                .join();
        CompletionException failure = assertThrows(CompletionException.class, () -> revoke(revocations, ANN));
        assertInstanceOf(MailboxUnavailableException.class, failure.getCause());
        assertTrue(failure.getMessage().contains("lifeline.revocations.keep"), failure.getMessage());
        assertFalse(revocations.isRevoked(ANN, NOW), "what is not durable does not count");
        revoke(revocations, new UserId("x7"));
        assertEquals(TokenRevocations.MOST, rows(store));
    }

    private static int rows(DataStore store) {
        return store.<Integer, Integer>run(tables -> tables.revocations.size(), Function.identity())
                .toCompletableFuture()
                .join();
    }

    private static void revoke(TokenRevocations revocations, UserId user) {
        revocations.revoke(user).toCompletableFuture().join();
    }

    private DataStore open() {
        return DataStore.open(folder, 0, Ticker.system(), Thread::new);
    }

    private TokenRevocations loaded(DataStore store) {
        TokenRevocations revocations = new TokenRevocations(store, Duration.ofDays(1), () -> wall);
        revocations.load();
        return revocations;
    }
}
