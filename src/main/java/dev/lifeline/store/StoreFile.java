package dev.lifeline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** The one file that everything is in; opens it, and makes it where there is none. Not thread-safe. */
final class StoreFile {

    static final String NAME = "lifeline.mv";

    /** Counter with the random number that a fresh store is given for life. */
    private static final String ID = "store";

    /**
     * How long a chunk that nothing needs any more is kept, in ms: longer than a disk takes to bring its writes to an
     * order.
     */
    static final int RETENTION_MILLIS = 1_000;

    private static final int CACHE_MEGABYTES = 32;

    private final @Nullable Path file;
    private final UnaryOperator<String> address;

    /**
     * @param file null for a store in memory
     * @param address makes of the file's path what MVStore opens
     */
    StoreFile(@Nullable Path file, UnaryOperator<String> address) {
        this.file = file;
        this.address = address;
    }

    /**
     * Opens it.
     *
     * @throws IllegalStateException saying what is wrong with the file and what to do
     */
    OpenStore open() {
        if (file == null) {
            return identified(
                    new OpenStore(new MVStore.Builder().autoCommitDisabled().open()));
        }
        if (Files.notExists(file)) {
            create(file);
        }
        check(file);
        OpenStore store;
        try {
            store = new OpenStore(mvStore(file));
        } catch (RuntimeException e) {
            // Bytes that are none of its own lead MVStore to many kinds of exceptions.
            throw damaged(file, e.getMessage(), e);
        }
        if (id(store) == 0) {
            store.abandon();
            throw damaged(file, "it is no store of Lifeline's", null);
        }
        return store;
    }

    private static void check(Path file) {
        try {
            if (Files.size(file) == 0) {
                throw damaged(file, "it is empty", null);
            }
        } catch (IOException e) {
            throw new IllegalStateException("data file " + file + " (lifeline.data) cannot be read: " + e, e);
        }
        // MVStore would open it for reading only, and say nothing.
        if (!Files.isWritable(file)) {
            throw new IllegalStateException(
                    "data file " + file + " (lifeline.data) cannot be written: the server's user must own it");
        }
    }

    /** The random number of the store. */
    static long id(OpenStore store) {
        return store.tables().counter(ID);
    }

    private static IllegalStateException damaged(Path file, @Nullable String reason, @Nullable Throwable cause) {
        return new IllegalStateException(
                "data file " + file + " (lifeline.data) cannot be opened: " + reason
                        + ". Put a backup in its place and delete the file 'epoch' beside it, or move it away"
                        + " to begin with an empty store; docs/operations.md tells how",
                cause);
    }

    private MVStore mvStore(Path path) {
        MVStore store = new MVStore.Builder()
                .fileName(address.apply(path.toString()))
                .autoCommitDisabled()
                // Or it would commit in the middle of a batch, as soon as that has grown.
                .autoCommitBufferSize(0)
                // A message to a thousand users changes a thousand pages: small ones are less to write.
                .keysPerPage(24)
                .cacheSize(CACHE_MEGABYTES)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        store.setVersionsToKeep(0);
        return store;
    }

    private OpenStore identified(OpenStore store) {
        long id = new SecureRandom().nextLong();
        store.tables().setCounter(ID, id == 0 ? 1 : id);
        store.commit();
        return store;
    }

    /** Under another name first, so that a file of this name is whole, or was damaged later. */
    private void create(Path path) {
        Path fresh = path.resolveSibling(NAME + ".new");
        try {
            Files.deleteIfExists(fresh);
            identified(new OpenStore(mvStore(fresh))).close();
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(path.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException("data file " + path + " (lifeline.data) cannot be made", e);
        }
    }

    /** A file's name is durable with its folder. Not every system lets a folder be opened; those need it not. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(StoreFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "The folder " + folder + " cannot be synced", e);
        }
    }
}
