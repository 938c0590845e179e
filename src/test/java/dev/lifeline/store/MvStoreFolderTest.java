package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data folder and its file in all the states that an administrator may find them in. */
class MvStoreFolderTest {

    private static final UserId ANNA = new UserId("anna");
    private static final Retention RETENTION = new Retention(Duration.ofDays(7), 1_000, 1 << 20);

    @TempDir
    Path folder;

    private DataStore open() {
        return DataStore.open(folder, 0, Ticker.system(), Thread::new);
    }

    private Path file() {
        return folder.resolve(StoreFile.NAME);
    }

    private String refusal() {
        return assertThrows(IllegalStateException.class, this::open).getMessage();
    }

    private static MvStoreMailbox mailbox(DataStore store) {
        return new MvStoreMailbox(store, RETENTION, InstantSource.system());
    }

    /** Stores so many messages, and tells where the user stands then. */
    private Position append(int messages) {
        try (DataStore store = open()) {
            MvStoreMailbox mailbox = mailbox(store);
            for (int i = 0; i < messages; i++) {
                mailbox.append(Post.to(List.of(ANNA), new byte[] {(byte) i}, 1))
                        .toCompletableFuture()
                        .join();
            }
            return mailbox.marks(ANNA).toCompletableFuture().join().newest();
        }
    }

    private Replay read(Position after) {
        try (DataStore store = open()) {
            return mailbox(store).read(ANNA, after, 1_000).toCompletableFuture().join();
        }
    }

    private static Replay.Reason reason(Replay replay) {
        return assertInstanceOf(Replay.Lost.class, replay).reason();
    }

    private static void assertContains(String text, Object... parts) {
        for (Object part : parts) {
            assertTrue(text.contains(part.toString()), text);
        }
    }

    @Test
    void reopened_hasTheSameEpochAndMessages() {
        Position position = append(3);

        assertEquals(position, append(0));
        assertEquals(
                3,
                assertInstanceOf(Replay.Complete.class, read(new Position(position.epoch(), 0, 0)))
                        .letters()
                        .size());
    }

    @Test
    void secondStoreInThisProcess_isRefused() {
        try (DataStore first = open()) {
            assertContains(refusal(), folder, "lifeline.data", "another Lifeline uses it", "in this server");
            assertNotEquals("", first.epoch());
        }
        open().close();
    }

    @Test
    void secondStoreInAnotherProcess_isRefused() throws IOException {
        open().close();
        try (FileChannel other = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
                FileLock lock = other.lock()) {
            assertTrue(lock.isValid());
            assertContains(refusal(), folder, "lifeline.data", "another Lifeline uses it", "in another process");
        }
        open().close();
    }

    @Test
    void folderThatCannotBeMade_isRefusedWithTheRemedy() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path below = file.resolve("below");

        String refusal = assertThrows(
                        IllegalStateException.class, () -> DataStore.open(below, 0, Ticker.system(), Thread::new))
                .getMessage();

        assertContains(refusal, below, "lifeline.data", "ReadWritePaths=" + below, "systemctl edit tomcat10");
    }

    @Test
    void folderThatCannotBeWritten_isRefusedWithTheRemedy() throws IOException {
        Files.createDirectory(folder.resolve("lock"));

        assertContains(refusal(), folder, "lifeline.data", "ReadWritePaths=" + folder.toRealPath());
    }

    @Test
    void emptyFile_isRefused_notFilled() throws IOException {
        append(1);
        Files.write(file(), new byte[0]);

        assertContains(refusal(), file().toRealPath(), "lifeline.data", "it is empty", "docs/operations.md");
        assertEquals(0, Files.size(file()));
    }

    @Test
    void foreignFile_isRefusedWithTheWayOn() throws IOException {
        append(1);
        byte[] garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);
        Files.write(file(), garbage);

        assertContains(refusal(), file().toRealPath(), "lifeline.data", "backup", "epoch", "move it away");
        assertContains(refusal(), "lifeline.data"); // the folder was let go of
    }

    @Test
    void fileOfZeros_isRefused() throws IOException {
        append(1);
        Files.write(file(), new byte[(int) Files.size(file())]);

        assertContains(refusal(), file().toRealPath(), "lifeline.data");
    }

    @Test
    void tornTail_isPassedOver() throws IOException {
        Position position = append(5);
        byte[] whole = Files.readAllBytes(file());
        byte[] torn = Arrays.copyOf(whole, whole.length + 6_000);
        new Random(1).nextBytes(torn);
        System.arraycopy(whole, 0, torn, 0, whole.length);
        Files.write(file(), torn);

        Replay.Complete replay = assertInstanceOf(Replay.Complete.class, read(new Position(position.epoch(), 0, 0)));
        assertEquals(5, replay.letters().size());
    }

    @Test
    void restoredFile_withItsOldEpoch_isBehindTheClients() throws IOException {
        append(2);
        Path backup = Files.copy(file(), folder.resolve("backup"));
        Position position = append(2);
        Files.copy(backup, file(), StandardCopyOption.REPLACE_EXISTING);

        assertEquals(Replay.Reason.AHEAD, reason(read(position)));
    }

    @Test
    void restoredFile_withoutEpoch_isAnotherHistory() throws IOException {
        Position early = append(2);
        Path backup = Files.copy(file(), folder.resolve("backup"));
        append(2);
        Files.copy(backup, file(), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(folder.resolve("epoch"));

        assertEquals(Replay.Reason.EPOCH, reason(read(early)));
        Position now = append(0);
        assertNotEquals(early.epoch(), now.epoch());
        assertEquals(2, now.seq());
    }

    @Test
    void fileMovedAway_makesAnotherHistory() throws IOException {
        Position position = append(2);
        Files.delete(file());

        assertEquals(Replay.Reason.EPOCH, reason(read(position)));
    }

    @Test
    void creationThatWasInterrupted_beginsAnew() throws IOException {
        Files.writeString(folder.resolve(StoreFile.NAME + ".new"), "half");

        assertEquals(1, append(1).seq());
    }
}
