package dev.lifeline.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The store's folder: a small file system of its own where that is possible, so that it can be full. */
final class DataDisk implements AutoCloseable {

    private static final String SIZE = "256m";

    private final Path folder;
    private final boolean mounted;

    private DataDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Mounts it; a plain folder where this process may not. */
    static DataDisk at(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String said = command("mount", "-t", "tmpfs", "-o", "size=" + SIZE + ",mode=700", "chaos", folder.toString());
        if (!said.isEmpty()) {
            System.out.println("disk full: not possible here (" + said + ")");
        }
        return new DataDisk(folder, said.isEmpty());
    }

    /** Takes down what a run that was killed has left. */
    static void removeLeft(Path folder) {
        if (Files.exists(folder) && !Files.isSymbolicLink(folder)) {
            try {
                if (!Files.getFileStore(folder).equals(Files.getFileStore(folder.getParent()))) {
                    command("umount", folder.toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Path folder() {
        return folder;
    }

    boolean canBeFull() {
        return mounted;
    }

    /** What lies in it, in bytes. */
    long used() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills it to the last byte. */
    void fill() {
        byte[] block = new byte[65_536];
        int size = block.length;
        try (OutputStream out = Files.newOutputStream(filling())) {
            while (size > 0) {
                try {
                    out.write(block, 0, size);
                } catch (IOException e) {
                    size /= 2;
                }
            }
        } catch (IOException e) {
            // Even its end had no room.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(filling());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    /** What it said, empty if it worked. */
    private static String command(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? "" : said.isEmpty() ? command[0] + " failed" : said;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        if (mounted) {
            String said = command("umount", folder.toString());
            if (!said.isEmpty()) {
                command("umount", "-l", folder.toString());
            }
        }
    }
}
