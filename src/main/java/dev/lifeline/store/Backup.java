package dev.lifeline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletionException;
import org.h2.mvstore.MVStore;

/**
 * Copies the file of a store that is in use. While it is copied nothing in it is written over but its two header blocks;
 * new data goes behind all other. So its beginning up to the length after a commit, with the headers of that moment, is a
 * store as it was then or a little later. The copy is read whole before it gets its name.
 */
final class Backup {

    /** Two blocks of MVStore's, in bytes. */
    private static final int HEADERS = 2 * 4096;

    private final DataStore store;
    private final Path file;

    Backup(DataStore store, Path file) {
        this.store = store;
        this.file = file;
    }

    /**
     * Writes the copy and reads all of it once. Waits for the disk.
     *
     * @param target must not be there yet
     * @throws IOException if it cannot be written, or the copy cannot be read
     */
    void to(Path target) throws IOException {
        if (Files.exists(target)) {
            throw new IOException("backup " + target + " is there already");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            copy(hold(true), part);
            verify(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
            State unused = hold(false);
        }
    }

    private State hold(boolean hold) throws IOException {
        try {
            return store.run(
                            tables -> {
                                tables.holdSpace(hold);
                                return file;
                            },
                            Backup::state)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IOException("backup of " + file + ": " + e.getMessage(), e);
        }
    }

    /** On the store's thread, after a commit: nothing is being written. */
    private static State state(Path file) {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer headers = ByteBuffer.allocate(HEADERS);
            int read = from.read(headers, 0);
            if (read < HEADERS) {
                throw new IOException(file + ": " + read + " bytes of " + HEADERS + " read");
            }
            return new State(headers.flip(), from.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(State state, Path part) throws IOException {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (state.headers.hasRemaining()) {
                to.write(state.headers);
            }
            for (long at = HEADERS; at < state.size; ) {
                long copied = from.transferTo(at, state.size - at, to);
                if (copied <= 0) {
                    break; // the file was cut where nothing was in use
                }
                at += copied;
            }
            to.force(true);
        }
    }

    private static void verify(Path part) throws IOException {
        try (MVStore copy =
                new MVStore.Builder().fileName(part.toString()).readOnly().open()) {
            new Tables(copy).readAll();
        } catch (RuntimeException e) {
            throw new IOException("backup " + part + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file after a commit. */
    private record State(ByteBuffer headers, long size) {}
}
