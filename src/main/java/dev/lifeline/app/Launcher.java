package dev.lifeline.app;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * What {@code java -jar ROOT.war} starts: unpacks the archive into a temporary folder and runs {@code Main} with the
 * Tomcat that lies in {@code WEB-INF/embed}. Stands at the archive's root, so it may use nothing but the JDK and itself.
 */
public final class Launcher {

    /** Of the temporary folders. */
    static final String PREFIX = "lifeline-";

    /** In each of them: locked for as long as its process lives, whatever ends it. */
    static final String LOCK = "lock";

    /** Kept from the collector, which would release the lock. */
    @SuppressWarnings("UnusedVariable")
    private static @Nullable FileChannel lock;

    private Launcher() {}

    /** @param args as {@code Main} takes them */
    public static void main(String[] args) throws Exception {
        Path archive = archive();
        Path folder = ownFolder();
        unpack(archive, folder.resolve("webapp"));
        ClassLoader loader = new URLClassLoader(
                "lifeline", classPath(folder.resolve("webapp/WEB-INF")), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass("dev.lifeline.app.Main")
                    .getMethod("run", Path.class, String[].class)
                    .invoke(null, folder, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Locked before it gets the name under which others look for abandoned ones. */
    private static Path ownFolder() throws IOException {
        Path starting = Files.createTempDirectory("starting-" + PREFIX);
        FileChannel channel =
                FileChannel.open(starting.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        lock = channel;
        String name = starting.getFileName().toString().substring("starting-".length());
        return Files.move(starting, starting.resolveSibling(name));
    }

    private static Path archive() throws URISyntaxException {
        return Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static void unpack(Path archive, Path into) throws IOException {
        try (JarFile jar = new JarFile(archive.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException(archive + " holds an entry outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }

    private static URL[] classPath(Path webInf) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(webInf.resolve("classes").toUri().toURL());
        for (String folder : List.of("embed", "lib")) {
            try (var jars = Files.newDirectoryStream(webInf.resolve(folder), "*.jar")) {
                for (Path jar : jars) {
                    urls.add(jar.toUri().toURL());
                }
            }
        }
        return urls.toArray(URL[]::new);
    }
}
