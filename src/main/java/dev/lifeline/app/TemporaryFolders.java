package dev.lifeline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folders that {@link Launcher} unpacks into. */
final class TemporaryFolders {

    private TemporaryFolders() {}

    /** Removes a folder with all that is in it; says so where that fails. */
    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }

    /**
     * Removes the folders of processes that were killed before they could do it: those whose lock nobody holds.
     *
     * @param own this process's folder, beside which the others lie. Its lock must not be touched: where locks are
     *     POSIX's, closing any descriptor of a file releases all that the process has on it
     */
    static void removeAbandonedBeside(Path own) {
        Path parent = own.toAbsolutePath().resolveSibling("");
        try (Stream<Path> folders = Files.list(parent)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(Launcher.PREFIX))
                    .filter(folder -> !folder.getFileName().equals(own.getFileName()))
                    .filter(TemporaryFolders::isAbandoned)
                    .forEach(TemporaryFolders::remove);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Cannot look for abandoned folders in " + parent + " (" + e.getMessage() + ")");
        }
    }

    private static boolean isAbandoned(Path folder) {
        Path file = folder.resolve(Launcher.LOCK);
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return false;
        }
    }
}
