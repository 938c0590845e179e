package dev.lifeline.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Lifeline's archive with the benchmark's control in it. */
final class BenchWar {

    private static final List<String> CLASSES =
            List.of("LifelineTarget", "LifelineTarget$1", "ServerControl", "ServerControl$Target", "BenchMessage");

    private BenchWar() {}

    /**
     * Copies an archive into a folder and adds {@link LifelineTarget}.
     *
     * @return the copy
     */
    static Path of(Path war, Path folder) throws IOException {
        Path copy = folder.resolve("lifeline.war");
        Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem archive = FileSystems.newFileSystem(copy)) {
            Path classes = archive.getPath("WEB-INF/classes/dev/lifeline/bench");
            Files.createDirectories(classes);
            for (String name : CLASSES) {
                try (InputStream in = BenchWar.class.getResourceAsStream(name + ".class")) {
                    if (in == null) {
                        throw new FileNotFoundException(name + ".class");
                    }
                    Files.copy(in, classes.resolve(name + ".class"));
                }
            }
        }
        return copy;
    }
}
