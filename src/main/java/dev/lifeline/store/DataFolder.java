package dev.lifeline.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder that a store lies in, held by one Lifeline at a time. */
final class DataFolder implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DataFolder.class.getName());

    /**
     * Names a system property for each folder that is held in this process. Two web applications have two class loaders
     * and no other memory in common; and where locks are POSIX's, the second one must not even open the lock's file:
     * closing any descriptor of a file releases all that the process has on it.
     */
    private static final String HELD = "dev.lifeline.data:";

    private static final String LOCK = "lock";
    private static final String EPOCH = "epoch";

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Makes the folder where it is missing, and takes hold of it.
     *
     * @throws IllegalStateException naming the folder, what is wrong with it and what to do
     */
    static DataFolder hold(Path path) {
        Path folder;
        try {
            folder = Files.createDirectories(path).toRealPath();
        } catch (IOException e) {
            throw notWritable(path.toAbsolutePath(), e);
        }
        if (System.getProperties().putIfAbsent(HELD + folder, "held") != null) {
            throw held(folder, "in this server");
        }
        try {
            return new DataFolder(folder, lock(folder));
        } catch (RuntimeException e) {
            System.clearProperty(HELD + folder);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                throw held(folder, "in another process");
            }
            return channel;
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    private static IllegalStateException held(Path folder, String where) {
        return new IllegalStateException("data folder " + folder + " (lifeline.data): another Lifeline uses it, "
                + where + "; every one needs a folder of its own");
    }

    private static IllegalStateException notWritable(Path folder, IOException cause) {
        return new IllegalStateException(
                "data folder " + folder + " (lifeline.data) cannot be written: " + cause
                        + ". The server's user must own it; Debian's tomcat10 service writes only where systemd lets it:"
                        + " add ReadWritePaths=" + folder + " under [Service] by 'systemctl edit tomcat10'",
                cause);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Names this life of the folder's store: who puts back an older file removes this name, and a new one is made.
     *
     * @param restored whether a store was there before, so that clients may notice
     * @throws IllegalStateException if it cannot be kept
     */
    String generation(boolean restored) {
        Path file = folder.resolve(EPOCH);
        try {
            if (Files.exists(file)) {
                String known = Files.readString(file).strip();
                if (known.matches("[0-9a-f]{16}")) {
                    return known;
                }
            }
            byte[] random = new byte[8];
            new SecureRandom().nextBytes(random);
            String fresh = HexFormat.of().formatHex(random);
            Path temporary = folder.resolve(EPOCH + ".new");
            Files.writeString(
                    temporary,
                    fresh + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (restored) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "New epoch in {0}: clients that come back are told to load their state anew",
                        folder);
            }
            return fresh;
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    /** Free bytes of its file system; where that cannot be told, no limit. */
    long usableSpace() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Free space of " + folder + " (lifeline.data) cannot be told", e);
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The lock of " + folder + " (lifeline.data) cannot be closed", e);
        }
        System.clearProperty(HELD + folder);
    }
}
