package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk fails, fills up, and works again. */
class MvStoreOutageTest {

    private static final UserId ANNA = new UserId("anna");
    private static final Retention RETENTION = new Retention(Duration.ofDays(7), 1_000, 1 << 20);

    @TempDir
    Path folder;

    private final ManualTicker ticker = new ManualTicker();
    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    private DataStore store;
    private MvStoreMailbox mailbox;

    /** Without a thread: everything is done before a call returns, and time is the test's. */
    private void open() {
        store = DataStore.open(DataFolder.hold(folder), FailingFile::address, free::get, 10_000, ticker, null);
        mailbox = new MvStoreMailbox(store, RETENTION, InstantSource.system());
    }

    @AfterEach
    void close() {
        FailingFile.fault = FailingFile.Fault.NONE;
        store.close();
    }

    private CompletionStage<Appended> append(String body) {
        return mailbox.append(Post.to(List.of(ANNA), body.getBytes(StandardCharsets.UTF_8), 1));
    }

    private List<String> bodies() {
        Replay replay = mailbox.read(ANNA, new Position(mailbox.epoch(), 0, 0), 1_000)
                .toCompletableFuture()
                .join();
        return assertInstanceOf(Replay.Complete.class, replay).letters().stream()
                .map(letter -> new String(letter.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static void done(CompletionStage<?> stage) {
        stage.toCompletableFuture().join();
    }

    private static String unavailable(CompletionStage<?> stage) {
        CompletionException failure = assertThrows(
                CompletionException.class, () -> stage.toCompletableFuture().join());
        return assertInstanceOf(MailboxUnavailableException.class, failure.getCause())
                .getMessage();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void failedDisk_isRefused_andServiceResumesWithAllThatWasAcknowledged(FailingFile.Fault fault) {
        open();
        done(append("1"));
        done(append("2"));

        FailingFile.fault = fault;
        unavailable(append("3"));
        String refusal = unavailable(mailbox.marks(ANNA));
        assertTrue(refusal.startsWith("the data store failed and is opened anew every second: "), refusal);
        ticker.advance(Duration.ofMillis(999));
        unavailable(append("4"));

        FailingFile.fault = FailingFile.Fault.NONE;
        ticker.advance(Duration.ofMillis(1));
        done(append("6"));

        List<String> bodies = bodies();
        assertEquals(List.of("1", "2"), bodies.subList(0, 2));
        assertEquals("6", bodies.get(bodies.size() - 1));
        // Whether the one that the disk failed on is there, nobody can tell; those refused after it are not.
        assertTrue(bodies.size() == 3 || (bodies.size() == 4 && bodies.get(2).equals("3")), bodies.toString());
    }

    @Test
    void failedDisk_isTriedAgainUntilItWorks() {
        open();
        done(append("1"));
        FailingFile.fault = FailingFile.Fault.ALL;
        unavailable(append("2"));
        for (int i = 0; i < 3; i++) {
            ticker.advance(Duration.ofSeconds(1));
            unavailable(append("3"));
        }
        FailingFile.fault = FailingFile.Fault.NONE;
        ticker.advance(Duration.ofSeconds(1));

        assertEquals(List.of("1"), bodies());
    }

    @Test
    void failedDisk_withAThread_resumesByItself() {
        store = DataStore.open(
                DataFolder.hold(folder), FailingFile::address, free::get, 0, Ticker.system(), Thread::new);
        mailbox = new MvStoreMailbox(store, RETENTION, InstantSource.system());
        done(append("1"));
        FailingFile.fault = FailingFile.Fault.ALL;
        unavailable(append("2"));
        FailingFile.fault = FailingFile.Fault.NONE;

        Awaitility.await()
                .until(() -> !append("3")
                        .toCompletableFuture()
                        .handle((appended, failure) -> failure)
                        .thenApply(MailboxUnavailableException.class::isInstance)
                        .join());

        assertEquals(List.of("1", "3"), bodies());
    }

    @Test
    void interruptedThread_costsAnOutageOnly() {
        open();
        done(append("1"));
        Thread.currentThread().interrupt();
        unavailable(append("2"));
        ticker.advance(Duration.ofSeconds(1));

        done(append("3"));
        assertEquals("1", bodies().get(0));
    }

    @Test
    void lowDisk_refusesAppends_andReadsGoOn() {
        open();
        done(append("1"));
        free.set(9_999);
        ticker.advance(Duration.ofSeconds(1));

        assertEquals(
                "disk: 9999 bytes free, at least 10000 must be (lifeline.data.min-free)", unavailable(append("2")));
        assertEquals(List.of("1"), bodies());
        done(mailbox.take(ANNA, new Position(mailbox.epoch(), 1, 0)));

        free.set(10_000);
        ticker.advance(Duration.ofSeconds(1));
        done(append("3"));
        assertEquals(List.of("1", "3"), bodies());
    }

    @Test
    void lowDisk_isSeenWithinASecondOfWriting() {
        open();
        free.set(9_999);
        done(append("x"));

        unavailable(append("x".repeat(2_000)));
    }

    @Test
    void closed_refuses_andKeepsWhatItHad() {
        open();
        done(append("1"));
        store.close();
        assertEquals("the data store is closed: the server stops", unavailable(append("2")));

        open();
        assertEquals(List.of("1"), bodies());
    }

    @Test
    void operationThatFails_takesNoOthersAlong() {
        open();
        CompletionStage<String> broken = store.run(
                tables -> {
                    tables.setCounter("half", 1);
                    throw new UnsupportedOperationException("half made");
                },
                done -> "");

        CompletionException failure = assertThrows(
                CompletionException.class, () -> broken.toCompletableFuture().join());
        assertInstanceOf(UnsupportedOperationException.class, failure.getCause());
        assertEquals(
                0L,
                store.run(tables -> tables.counter("half"), half -> half)
                        .toCompletableFuture()
                        .join());
        done(append("1"));
        assertEquals(List.of("1"), bodies());
    }
}
