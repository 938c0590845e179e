package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvStoreBackupTest {

    private static final UserId ANNA = new UserId("anna");
    private static final Retention RETENTION = new Retention(Duration.ofDays(7), 500, 1 << 30);

    @TempDir
    Path folder;

    private static Post post(int bytes) {
        return Post.to(List.of(ANNA), new byte[bytes], 1);
    }

    @Test
    void backupOfABusyStore_isAStoreOfThatMoment() throws Exception {
        Path first = folder.resolve("first");
        Path backup = folder.resolve("backup");
        AtomicBoolean enough = new AtomicBoolean();
        long before;
        String epoch;
        try (DataStore store = DataStore.open(first, 0, Ticker.system(), Thread::new)) {
            MvStoreMailbox mailbox = new MvStoreMailbox(store, RETENTION, InstantSource.system());
            Thread writer = new Thread(() -> {
                Semaphore underWay = new Semaphore(20);
                while (!enough.get()) {
                    underWay.acquireUninterruptibly();
                    var unused = mailbox.append(post(5_000)).whenComplete((done, failure) -> underWay.release());
                }
            });
            for (int i = 0; i < 600; i++) {
                mailbox.append(post(5_000)).toCompletableFuture().join();
            }
            writer.start();
            before = mailbox.marks(ANNA).toCompletableFuture().join().newest().seq();
            for (int round = 0; round < 3; round++) {
                Files.deleteIfExists(backup);
                store.backup(backup);
            }
            enough.set(true);
            writer.join();
            epoch = mailbox.epoch();
            assertThrows(IOException.class, () -> store.backup(backup));
        }
        assertFalse(Files.exists(folder.resolve("backup.part")));

        Path second = Files.createDirectory(folder.resolve("second"));
        Files.copy(backup, second.resolve(StoreFile.NAME));
        try (DataStore store = DataStore.open(second, 0, Ticker.system(), Thread::new)) {
            MvStoreMailbox mailbox = new MvStoreMailbox(store, RETENTION, InstantSource.system());
            long newest =
                    mailbox.marks(ANNA).toCompletableFuture().join().newest().seq();
            assertTrue(newest >= before, newest + " of " + before);
            assertFalse(mailbox.epoch().equals(epoch));
            List<Long> read = new ArrayList<>();
            Position at = new Position(mailbox.epoch(), newest - 500, 0);
            while (!at.covers(new Position(mailbox.epoch(), newest, 0))) {
                Replay.Complete page = assertInstanceOf(
                        Replay.Complete.class,
                        mailbox.read(ANNA, at, 1_000).toCompletableFuture().join());
                page.letters().forEach(letter -> read.add(letter.seq()));
                at = page.end();
            }
            assertEquals(LongStream.rangeClosed(newest - 499, newest).boxed().toList(), read);
        }
    }

    @Test
    void backupThatCannotBeWritten_saysSo() {
        try (DataStore store = DataStore.open(folder, 0, Ticker.system(), Thread::new)) {
            Path nowhere = folder.resolve("no").resolve("folder");
            assertThrows(IOException.class, () -> store.backup(nowhere));
        }
    }
}
